/** What a release with a fault looks like to the engine: every workflow task of the type fails, and the file does not move. */
export async function inspection(): Promise<void> {
  throw new Error('a fault of the program');
}
