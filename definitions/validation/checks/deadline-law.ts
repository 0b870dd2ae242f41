import { findRegime } from '../../calendar/regimes.ts';
import { isZone } from '../../calendar/zone.ts';
import type { Check } from '../check.ts';

/** A deadline declares no more than the law it is counted by allows: what would be refused in a case is refused here. */
export const deadlineLaw: Check = (outline, report) => {
  for (const { value, pointer } of outline.all('Deadline')) {
    const regime = findRegime(value.regime);
    if (value.suspension && regime?.suspension) {
      report('deadline.suspensionForbidden', `${pointer}/suspension`, { law: regime.suspension.basis });
    }
    const bound = regime?.extension;
    const cap = value.extension?.cap;
    if (
      bound &&
      cap?.unit === bound.atMost.unit &&
      typeof cap.amount === 'number' &&
      cap.amount > bound.atMost.amount
    ) {
      report('deadline.extensionTooLong', `${pointer}/extension/cap/amount`, {
        most: bound.atMost.amount,
        law: bound.basis,
      });
    }
    if (value.restoration && value.owner !== 'applicant') report('deadline.restorationOwner', `${pointer}/restoration`);
    for (const [kind, zone] of Object.entries(value.zones ?? {})) {
      if (!isZone(zone)) report('deadline.zoneUnknown', `${pointer}/zones/${kind}`, { zone });
    }
  }
};
