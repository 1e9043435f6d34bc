/** The workflows that the harness bundled once for all workers of the run, so that a killed worker is back soon. */
export function bundleInHand(): { bundle?: { codePath: string } } {
  const codePath = process.env['CHAOS_BUNDLE'];
  return codePath === undefined ? {} : { bundle: { codePath } };
}
