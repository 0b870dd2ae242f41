import type { Calendars } from './data.ts';
import type { Regime } from './regime.ts';
import civilCode from './regimes/civil-code.json' with { type: 'json' };
import internalOpening from './regimes/internal-opening.json' with { type: 'json' };
import internalWorkingDay from './regimes/internal-working-day.json' with { type: 'json' };
import internalWorkingDays from './regimes/internal-working-days.json' with { type: 'json' };
import internal from './regimes/internal.json' with { type: 'json' };
import law210 from './regimes/210-fz.json' with { type: 'json' };
import law248 from './regimes/248-fz.json' with { type: 'json' };
import law59 from './regimes/59-fz.json' with { type: 'json' };
import taxCode from './regimes/tax-code.json' with { type: 'json' };

/** The shipped presets, in the order a pick list shows them. */
export const regimes: readonly Regime[] = [
  civilCode,
  taxCode,
  law59,
  law210,
  law248,
  internal,
  internalWorkingDays,
  internalOpening,
  internalWorkingDay,
] as Regime[];

/** A regime by key: a preset, or a house regime that one of the calendars carries. */
export function findRegime(key: string, calendars: Calendars = {}, version?: number): Regime | undefined {
  const preset = regimes.find((regime) => regime.key === key && (version === undefined || regime.version === version));
  if (preset) return preset;
  for (const calendar of Object.values(calendars)) {
    const regime = calendar.regimes?.[key];
    if (regime && (version === undefined || regime.version === version)) return regime;
  }
  return undefined;
}
