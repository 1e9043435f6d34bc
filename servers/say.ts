/** Tells a person what is going on: Chinese first, English beside it. */
export type Say = (chinese: string, english: string) => void;

/** Tells it on standard error, so that standard output stays free for results. */
export const sayOnTerminal: Say = (chinese, english) => {
  process.stderr.write(`${chinese}  ${english}\n`);
};
