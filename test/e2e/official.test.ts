import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authenticator } from '../builders/authenticator.ts';
import { openBrowser } from './browser.ts';
import { lookAt } from './look.ts';
import { anOffice, type Office } from './office.ts';

const password = 'Длинный-Пароль-2026';
let office: Office;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [office, browser] = await Promise.all([anOffice(), openBrowser()]);
  context = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
  context.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await browser?.close();
  await office?.close();
});

/** A first visit: the temporary password, one's own password, the second factor. `look`: at each step. */
async function firstVisit(page: Page, person: { email: string; password: string }, look: boolean): Promise<void> {
  await page.goto(office.url);
  await page.getByRole('heading', { name: 'Вход' }).waitFor();
  if (look) await lookAt(page, 'sign-in');
  await page.getByLabel('Электронная почта').fill(person.email);
  await page.getByLabel('Пароль').fill(person.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('heading', { name: 'Новый пароль' }).waitFor();
  if (look) await lookAt(page, 'new-password');
  await page.getByLabel('Текущий пароль').fill(person.password);
  await page.getByLabel('Новый пароль', { exact: true }).fill(password);
  await page.getByLabel('Новый пароль ещё раз').fill(password);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('heading', { name: 'Подключить второй фактор' }).waitFor();
  await page.getByLabel('Пароль').fill(password);
  await page.getByRole('button', { name: 'Дальше' }).click();
  const secret = await page.getByLabel('Ключ для ввода вручную').inputValue();
  if (look) await lookAt(page, 'second-factor');
  const phone = authenticator(`otpauth://totp/reglament?secret=${secret}`);
  await page.getByLabel('Код из приложения').fill(await phone.code());
  await page.getByRole('button', { name: 'Подтвердить' }).click();
}

describe('an official in the browser', () => {
  it('signs in with the second factor, takes a user task, confirms the receipt and sees the timeline grow (P-20)', async () => {
    const person = await office.hires('Сидорова Мария', ['official'], ['operators']);
    const { number } = await office.files();
    const page = await context.newPage();
    await firstVisit(page, person, true);

    await page.getByRole('heading', { name: 'Задания' }).waitFor();
    await page.getByRole('tab', { name: 'Можно взять (1)' }).waitFor();
    await page.getByRole('cell', { name: number, exact: true }).waitFor();
    await lookAt(page, 'tasks');
    await page.getByRole('button', { name: `Взять: Подтвердить получение жалобы, ${number}` }).click();
    await page.getByRole('tab', { name: 'Мои (1)' }).click();
    await page.getByRole('button', { name: /^Вернуть в очередь: / }).waitFor();
    await page.getByRole('link', { name: 'Подтвердить получение жалобы' }).click();

    await page.getByRole('heading', { level: 1, name: `, ${number}` }).waitFor();
    await page.getByText('ООО «Ромашка»').waitFor();
    await page.getByRole('link', { name: 'Скачать Заявление.pdf' }).waitFor();
    await page.getByRole('button', { name: 'Выполнить' }).click();
    await page.getByText('Заполните это поле').first().waitFor();
    await lookAt(page, 'case');

    await page.getByLabel('Ответственный специалист').fill('Сидорова Мария');
    await page.getByLabel('Как с ним связаться').fill('доб. 12');
    await page.getByRole('button', { name: 'Добавить запись' }).click();
    await page
      .getByLabel(/Кто готовил и принимал обжалуемое решение/)
      .last()
      .fill('clerk-9');
    // What was typed outlives a reload of the page.
    await page.reload();
    expect(await page.getByLabel('Ответственный специалист').inputValue()).toBe('Сидорова Мария');
    await page.getByRole('button', { name: 'Выполнить' }).click();

    await page.getByRole('status').getByText('Задание выполнено: Подтвердить получение жалобы').waitFor();
    const timeline = page.getByRole('list', { name: 'Ход дела' });
    const done = timeline.getByRole('listitem').filter({ hasText: 'выполнено' });
    await done.filter({ hasText: 'Подтвердить получение жалобы' }).waitFor();
    expect(await done.first().innerText()).toContain('Сидорова Мария (вы)');
    await lookAt(page, 'case-completed');
  });
});
