import type { Environment } from './environment.ts';

/** What every connection to the engine is made with: that of the set-up, the API's, the worker's. */
export function temporalConnection({ address, namespace, tls, apiKey }: Environment['temporal'] & { readonly address: string }) {
  return {
    address,
    ...(tls ? { tls: true } : {}),
    // an address shared by many namespaces finds the key's namespace by the header
    ...(apiKey === undefined ? {} : { apiKey, metadata: { 'temporal-namespace': namespace } }),
  };
}
