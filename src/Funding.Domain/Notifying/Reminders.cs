using System.Diagnostics;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Domain.Notifying;

/// <summary>
/// What the calendar tells of a dossier: a function of its deadlines, so that no timer has to be kept, moved or cancelled. What an act
/// settles is not among them any more; what it moves is there with its new day.
/// </summary>
public static class Reminders
{
    /// <summary>All of them, past and to come, whether or not they were told.</summary>
    public static IEnumerable<Reminder> Of(Dossier dossier, RuleSettings rules)
        => Deadlines.Of(dossier, rules).SelectMany(deadline => Of(deadline, dossier, rules));

    /// <summary>
    /// Those to be told on a day, if they were not yet. One whose day came before the dossier was first recorded is not told: the
    /// record of an earlier system floods nobody.
    /// </summary>
    /// <param name="dossier">The dossier, with what is due on that day recorded.</param>
    /// <param name="today">The legal day of its region.</param>
    /// <param name="knownSince">The legal day on which it was first recorded.</param>
    /// <param name="rules">Settings of the rules.</param>
    public static IEnumerable<Reminder> InForce(Dossier dossier, DateOnly today, DateOnly knownSince, RuleSettings rules)
        => Of(dossier, rules).Where(reminder => reminder.IsInForce(today) && reminder.From >= knownSince);

    /// <summary>The next day on which there is something more to be told, if nothing else happens; null when there is none.</summary>
    public static DateOnly? NextAfter(DateOnly today, Dossier dossier, RuleSettings rules)
        => Of(dossier, rules).Where(reminder => reminder.From > today).Select(reminder => (DateOnly?)reminder.From).Min();

    private static IEnumerable<Reminder> Of(Deadline it, Dossier dossier, RuleSettings rules)
    {
        return it.Kind switch
        {
            DeadlineKind.DeemedValidation => [new(LastDayBefore(NoticeKind.DeemedValidationNear), it.On.AddDays(-rules.RemindBeforeDeemedValidationDays), it.On)],
            DeadlineKind.Instalment when CannotBePaid(it, dossier) => [],
            DeadlineKind.Instalment =>
            [
                new(Make(NoticeKind.InstalmentDue), it.On.AddDays(-rules.RemindBeforeInstalmentDays), it.On.AddDays(1)),
                new(Make(NoticeKind.InstalmentOverdue), it.On.AddDays(1), null),
            ],
            DeadlineKind.MissionStart => [new(Make(NoticeKind.MissionLate) with { Deployment = false }, it.On.AddDays(1), null)],
            DeadlineKind.MissionDeployment => [new(Make(NoticeKind.MissionLate) with { Deployment = true }, it.On.AddDays(1), null)],
            DeadlineKind.Assessment => [new(Make(NoticeKind.AssessmentDue), it.On, null)],
            DeadlineKind.TermEnd when dossier.Contracts.Find(it.Contract!.Value)?.Termination is null =>
                [new(Make(NoticeKind.TermEndNear), it.On.AddMonths(-rules.RemindBeforeTermEndMonths), it.On.AddDays(1))],
            DeadlineKind.TermEnd => [], // who terminated it knows
            DeadlineKind.Bar => [new(LastDayBefore(NoticeKind.BarNear), it.On.AddDays(-rules.RemindBeforeBarDays), it.On)],
            _ => throw new UnreachableException($"Nothing is said of {it.Kind}."),
        };

        Notice LastDayBefore(NoticeKind kind) => Make(kind) with { By = it.On.AddDays(-1) };

        Notice Make(NoticeKind kind)
        {
            var commitment = it.CommitmentId is null ? null : dossier.Commitments[it.CommitmentId].Ref;
            return new Notice(kind, dossier.RegionCode)
            {
                On = it.On, CommitmentId = commitment?.Id, Source = commitment?.Source, BudgetYear = commitment?.BudgetYear, Instalment = it.Instalment, Amount = it.Amount,
                Line = it.Line, Contract = it.Contract, Year = it.Year, Mission = it.Mission,
            };
        }
    }

    /// <summary>A balance that waits for its assessment is not overdue (R19), and a suspension holds all ACI money (R20): nobody could do anything about it.</summary>
    private static bool CannotBePaid(Deadline it, Dossier dossier)
        => it.AwaitsAssessment || (dossier.Phase is ContractSuspended && dossier.Commitments[it.CommitmentId!].Ref.Source == FundingSource.Aci);
}
