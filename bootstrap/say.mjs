/** Tells progress on standard error: standard output belongs to the program that is run. */
export function say(chinese, english) {
  process.stderr.write(`${chinese}  ${english}\n`);
}

/** An expected failure: whoever catches it prints the message alone. */
export function failure(chinese, english) {
  return Object.assign(new Error(`${chinese}\n${english}`), { isExpected: true });
}
