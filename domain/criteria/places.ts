import { criterion } from './criterion.ts';

/** 地方事项: what stands behind the criteria of law/rules/places.yaml; what a place decided stands in its profile. */
export const placesCriteria = {
  'place-patrol': criterion(({ cause }: { cause: string }, { causes }: { causes: readonly string[] }) => (causes.includes(cause) ? 'allowed' : 'refused')),
  'place-random-negative-list': criterion(({ onNegativeList, drawnAtRandom }: { onNegativeList: boolean; drawnAtRandom: boolean }, { outside }: { outside: string }) => {
    if (onNegativeList) return drawnAtRandom ? 'refused' : 'allowed';
    return drawnAtRandom ? 'allowed' : outside;
  }),
  'place-withholding-grounds': criterion(({ ground }: { ground: string }, { grounds }: { grounds: readonly string[] }) => (grounds.includes(ground) ? 'withheld' : 'published')),
  'place-traced-products': criterion(({ product }: { product: string }, { products }: { products: readonly string[] }) => (products.includes(product) ? 'traced' : 'not_traced')),
  'place-filing-matters': criterion(({ approval }: { approval: 'filing' | 'commitment' | 'licence' }, { supervisedBy }: { supervisedBy: string }) => (approval === 'licence' ? 'licensing_department' : supervisedBy)),
  'place-lightest-path': criterion(
    ({ listed, firstTime, correctedInTime }: { listed: 'exempt' | 'light' | 'none'; firstTime: boolean; correctedInTime: boolean }, { paths }: { paths: readonly string[] }) => {
      if (listed === 'exempt' && paths.includes('exemption_list')) return 'exemption_list';
      if (listed === 'light' && paths.includes('light_penalty_list')) return 'light_penalty_list';
      // a violation that is not corrected by its day is punished after all
      return firstTime && correctedInTime && paths.includes('first_time_help') ? 'first_time_help' : 'none';
    },
  ),
};
