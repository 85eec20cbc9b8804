import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// One classic script and one style sheet, under fixed names: the page must also open from a folder (file://), where module
// scripts are refused, and the program that serves or publishes it embeds exactly these files.
export default defineConfig({
  plugins: [svelte()],
  base: './',
  build: {
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'casus', fileName: () => 'casus.js', cssFileName: 'casus' },
  },
  publicDir: 'public',
  test: { include: ['tests/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
