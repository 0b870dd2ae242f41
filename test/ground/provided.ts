/** What the global setup tells every test file. */
export interface ProvidedGround {
  /** A superuser's URL. */
  adminUrl: string;
  /** A migrated database to clone. */
  template: string;
  /** Prefix of the databases of this run. */
  prefix: string;
  temporalAddress: string;
  temporalNamespace: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    ground: ProvidedGround;
  }
}
