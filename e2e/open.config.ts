// The journeys that are not yet part of the suite: each shows a defect that is open.
import { defineConfig } from '@playwright/test';
import suite from './playwright.config';

export default defineConfig({
  ...suite,
  testMatch: '**/*.spec.ts',
  testIgnore: suite.testMatch,
});
