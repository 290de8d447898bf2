/** What a stage is made of: the stages of a sequence, the ways of a residual, the branches of a join. */
import type { CheckedStage } from './checked.ts';

export function childrenOf(stage: CheckedStage): readonly CheckedStage[] {
  switch (stage.kind) {
    case 'layer':
    case 'read':
    case 'broken':
      return [];
    case 'sequence':
      return stage.children;
    case 'residual':
      return stage.via ? [stage.via, stage.body] : [stage.body];
    case 'join':
      return stage.branches;
    case 'tap':
      return stage.branch ? [stage.branch] : [];
  }
}
