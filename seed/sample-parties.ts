import { sampleBrand, sampleUscc } from './sample-codes.ts';

/** An invented party in the place of one whose name was left out. */
export interface SampleParty {
  readonly name: string;
  /** Null for a natural person, who has none. */
  readonly uscc: string | null;
}

/** First two characters of the credit code, and how such a party is called. */
const types: Readonly<Record<string, readonly [register: string, name: (brand: string) => string]>> = {
  企业: ['91', (brand) => `澄原${brand}有限公司`],
  企业分支机构: ['91', (brand) => `澄原${brand}有限公司栖湖分公司`],
  个体工商户: ['92', (brand) => `栖湖区${brand}商店`],
  幼儿园: ['52', (brand) => `栖湖区${brand}幼儿园`],
  学校: ['12', (brand) => `栖湖区${brand}小学`],
  法人及非法人组织: ['91', (brand) => `澄原${brand}商行`],
};

/**
 * The invented party of a penalty sample, always the same for the same row.
 * @param type kind of party as printed; null: not known, taken as an enterprise
 * @returns null for a kind that is not known here
 */
export function samplePartyOf(rowId: string, type: string | null): SampleParty | null {
  const serial = rowId.replace(/\D/g, '').padStart(5, '0');
  if (type === '个人') return { name: `示例当事人${rowId}`, uscc: null };
  const [register, name] = types[type ?? '法人及非法人组织'] ?? [];
  if (register === undefined || name === undefined) return null;
  return { name: name(sampleBrand(1000 + Number(serial))), uscc: sampleUscc(register, `DBP${serial}`) };
}
