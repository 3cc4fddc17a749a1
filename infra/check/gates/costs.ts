import type { Gate } from '../../../scripts/check/gate.ts'
import { alarms, besidesMonth, idlePrices } from '../costs/prices.ts'
import { resourcesOf, type StageTemplates } from '../stage-templates.ts'

const alarmType = 'AWS::CloudWatch::Alarm'

/** What a stage costs in a month in which nobody uses it, by type of resource, in USD. */
export function idleCosts(templates: StageTemplates): Map<string, number> {
  const costs = new Map<string, number>([['the zone of the site', besidesMonth]])
  for (const [type, price] of Object.entries(idlePrices)) {
    const sum = resourcesOf(templates, type).reduce(
      (sum, { Properties }) => sum + price(Properties, templates.config),
      0,
    )
    if (sum > 0) costs.set(type, sum)
  }
  const beyondFree = resourcesOf(templates, alarmType).length - alarms.free
  if (beyondFree > 0) costs.set(alarmType, beyondFree * alarms.month)
  return costs
}

export function costGates(all: StageTemplates[]): Gate[] {
  return all.map((templates) => ({
    name: `${templates.stage} costs no more than its budget while nobody uses it`,
    async check() {
      const costs = idleCosts(templates)
      const sum = [...costs.values()].reduce((sum, cost) => sum + cost, 0)
      const budget = templates.config.idleBudgetUsd
      const parts = [...costs].map(
        ([what, cost]) => `${what.split('::').slice(1).join(' ') || what} ${cost.toFixed(2)}`,
      )
      return {
        passed: sum <= budget,
        words: `${sum.toFixed(2)} of ${budget.toFixed(2)} USD a month: ${parts.join(', ')}`,
      }
    },
  }))
}
