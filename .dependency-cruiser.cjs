/** The arrows of the house: design, section 2. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'definitions-are-pure',
      severity: 'error',
      from: { path: '^definitions/' },
      to: { path: '^(workflows|activities|server|admin-ui|test|scripts|bin)/' },
    },
    {
      name: 'definitions-without-node',
      severity: 'error',
      from: { path: '^definitions/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'definitions-without-temporal',
      severity: 'error',
      from: { path: '^definitions/' },
      to: { path: 'node_modules/@temporalio' },
    },
    {
      name: 'workflows-import-definitions-and-types-of-activities',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(activities|server|admin-ui)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-without-node',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'activities-import-definitions-only',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^(workflows|server|admin-ui)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'server-does-not-import-ui', severity: 'error', from: { path: '^server/' }, to: { path: '^admin-ui/' } },
    {
      name: 'ui-imports-definitions-only',
      severity: 'error',
      from: { path: '^admin-ui/' },
      to: { path: '^(workflows|activities|server|bin)/' },
    },
    {
      name: 'bin-imports-node-only',
      severity: 'error',
      from: { path: '^bin/' },
      to: { pathNot: '^bin/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { pathNot: '^(test|scripts)/' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
