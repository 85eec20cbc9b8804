import { defineConfig } from 'vitest/config';

// The page in a browser: slow, and one file at a time, as each starts a browser and perhaps a server.
export default defineConfig({
  test: { include: ['e2e/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false, retry: 0 },
});
