import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };
const words = { ru: 'Русский', en: 'English' } as const;

/**
 * The page as it stands, in both languages, on a desktop and on a phone: axe finds nothing, and nothing is wider than the
 * screen. With `REGLAMENT_PICTURES` set, each look is kept as a picture in that folder. Ends in Russian on a desktop.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const [language, label] of Object.entries(words)) {
    await page.getByRole('button', { name: label }).click();
    for (const [device, size] of Object.entries({ desktop, phone })) {
      await page.setViewportSize(size);
      // Notes that come and go, and what the change of width set moving, have come to rest.
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
      const picture = await page.screenshot({ fullPage: true });
      const folder = process.env['REGLAMENT_PICTURES'];
      if (folder) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, `${name}-${language}-${device}.png`), picture);
      }
      const look = `${name}, ${language}, ${device}`;
      // A full picture is as wide as what can be scrolled to; a PNG tells its width at byte 16.
      expect.soft(picture.readUInt32BE(16), `${look}: width`).toBe(size.width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
          look,
        )
        .toEqual([]);
    }
    await page.setViewportSize(desktop);
  }
  await page.getByRole('button', { name: words.ru }).click();
}
