import { createHash } from 'node:crypto';
import { explain, openLedger, regimes, termUnits } from '../../../definitions/calendar/index.ts';
import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';

/** Prints one hash of a few thousand ledgers and their explanations: the same wherever and whenever it runs. */
const hash = createHash('sha256');
for (const { key } of regimes) {
  for (const unit of termUnits) {
    for (const zone of ['Europe/Moscow', 'America/New_York', 'Asia/Kamchatka']) {
      for (let day = 0; day < 24; day++) {
        const term = { amount: unit === 'fixedDate' ? '2026-05-24' : 7, unit };
        const answer = openLedger({
          id: 'l',
          scopeId: 's',
          deadline: {
            id: 'd',
            title: { ru: 'Срок' },
            term,
            regime: key,
            schedule: 'line-daily',
            class: 'internal',
            owner: 'authority',
            basis: 'норма',
          },
          term,
          from: new Date(Date.UTC(2026, 0, 1 + day * 17, day, 30)).toISOString(),
          zone,
          calendars: shippedCalendars,
        });
        hash.update(
          JSON.stringify(answer.ok ? [answer.value, explain(answer.value, 'ru'), explain(answer.value, 'en')] : answer),
        );
      }
    }
  }
}
process.stdout.write(`${hash.digest('hex')}\n`);
