// How the page is built and tested: one small bundle for the system's web view, no inlined assets (the CSP forbids them).
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  base: "./",
  build: { target: "safari16", assetsInlineLimit: 0, modulePreload: false, reportCompressedSize: false },
  server: { host: "127.0.0.1", port: 5173 },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    css: true,
    maxWorkers: 2,
    // A slow machine is no failure: this only ends what hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
