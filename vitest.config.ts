/** How the tests run: every *.test.ts under test/ in a process of its own, as some run programs and change directories. */
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These need Chromium: `npm run test:browser`.
    exclude: [...configDefaults.exclude, 'test/browser/**'],
    pool: 'forks',
    // Suites that train a model or run emitted programs take long on a small machine; a hang still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/registry/generated/**'] },
  },
});
