/** Stages that give another shape, though they are what they were. */
import { count } from '../../diagnostics/row.ts';
import type { Row } from '../rows.ts';

/** `4 stages of 9 give another shape: 3 since linear 128, 1 since embed 24`; empty for none. */
export function reshapedText(rows: readonly Row[]): string {
  const reshaped = rows.filter(({ isReshaped }) => isReshaped);
  if (reshaped.length === 0) return '';
  const causes = [...new Set(reshaped.map(({ since }) => since))];
  const counted = causes
    .map((cause) => ({ cause, of: reshaped.filter(({ since }) => since === cause).length }))
    .sort((one, other) => other.of - one.of);
  const parts = counted
    .slice(0, 3)
    .map(({ cause, of }) => `${of} since ${/^\w+( [\w.]+(?![\w.=]))?/.exec(cause ?? '')?.[0] ?? 'the input'}`);
  if (counted.length > 3) parts.push('and others');
  const verb = reshaped.length === 1 ? 'gives' : 'give';
  return `${count(reshaped.length, 'stage')} of ${rows.length} ${verb} another shape: ${parts.join(', ')}`;
}

/** What is told where no stage was changed and yet not all is the same. */
export function unchangedText(rows: readonly Row[]): string {
  const isOpen = rows.some(({ a, b, isReshaped }) => !isReshaped && a?.output !== b?.output);
  return isOpen ? 'the same stages, as far as can be told' : 'the same stages, over another input';
}
