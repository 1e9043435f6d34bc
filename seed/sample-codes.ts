import { checkCharacter, organisationCheck } from '../domain/uscc.ts';

/** No authority registers under this code of administrative division (GB/T 2260): no real party can have such a credit code. */
const nowhere = '999901';

/**
 * An invented 统一社会信用代码 with true check characters (GB 32100, GB 11714).
 * @param register first two characters: registering authority and kind of party, e.g. `91` enterprise, `92` sole trader
 * @param organisation eight characters of the code's alphabet
 */
export function sampleUscc(register: string, organisation: string): string {
  const first17 = `${register}${nowhere}${organisation}${organisationCheck(organisation)}`;
  return `${first17}${checkCharacter(first17) ?? ''}`;
}

/** Trade names for invented parties, one for each number from 0 on; different for the first 3600. */
export function sampleBrand(n: number): string {
  return `${firsts[n % firsts.length] ?? ''}${seconds[(n + Math.floor(n / firsts.length)) % seconds.length] ?? ''}`;
}

const firsts = [...'晴禾云溪棠霁沐笙澜苓榆槿芷岚朗煦霖楠珩璟瑾昭昕晗暄弘彦逸舒宁恬悠沁泓淳渝湛漾澈濡蔚蕴芮菁茗莳葭萱蓁薇'];
const seconds = [...'川岸屿谷庭轩坊舍园林麓峰湾泽泉原野陌巷桥亭台阁堂斋苑圃圩渡浦汀洲塘堤岭坡崖塬壑'];
