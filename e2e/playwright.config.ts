// Whole journeys in Chromium: all of them on a desktop, and on a phone those tagged @phone,
// which look at a page or depend on its width.
// `cargo xtask journeys` builds the servers and sets the variables below;
// with ANJU_E2E_URL and ANJU_E2E_CITY the tests speak to servers that run already.
import { defineConfig, devices } from '@playwright/test';

const chromium = process.env.ANJU_E2E_CHROMIUM ?? '/usr/bin/chromium-headless-shell';

export default defineConfig({
  testDir: 'tests',
  globalSetup: './tests/support/founding.ts',
  outputDir: 'test-results',
  preserveOutput: 'failures-only',
  forbidOnly: true,
  // A journey that passes the second time only has failed.
  retries: 0,
  // Each test has servers of its own, so they run side by side: twice as many as there are cores,
  // because a journey waits half of its time.
  fullyParallel: true,
  workers: process.env.ANJU_E2E_URL ? 1 : 4,
  // Each step has a limit of its own. The whole may take long: a journey of three people took 90 s
  // beside three others here, and a slower machine is no fault of the product.
  timeout: 400_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    // A recording costs a quarter more: `cargo xtask journeys -- --trace=on NAME` makes one.
    trace: 'off',
    launchOptions: {
      executablePath: chromium,
      // In a container Chromium has neither a sandbox of its own nor much shared memory.
      // Each test loads the program anew, so compiling it quickly is worth more than running it fast.
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--js-flags=--wasm-lazy-compilation --liftoff-only',
      ],
    },
  },
  projects: [
    {
      name: 'desktop',
      use: { viewport: { width: 1280, height: 900 } },
    },
    {
      name: 'phone',
      grep: /@phone/,
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
  ],
});
