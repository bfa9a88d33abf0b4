using System.Collections.Immutable;
using System.Diagnostics;

namespace Funding.Domain.Cpts;

/// <summary>What falls due by itself: derived from the dossier, so that no timer has to be kept or cancelled.</summary>
public static class FallingDue
{
    /// <summary>All that will fall due if nothing else happens, earliest first.</summary>
    public static IEnumerable<Due> Of(Dossier dossier, RuleSettings rules)
        => Validations(dossier).Concat(Bars(dossier, rules)).Concat(ContractClock.Of(dossier)).OrderBy(due => due.On).ThenBy(due => due.Kind).ThenBy(due => due.Contract).ThenBy(due => due.CommitmentId, StringComparer.Ordinal);

    /// <summary>The events that are due on the legal day <paramref name="today"/> or were before, in order; each is judged on what those before it left.</summary>
    public static ImmutableList<CptsEvent> Until(DateOnly today, Dossier dossier, RuleSettings rules)
    {
        var events = ImmutableList<CptsEvent>.Empty;
        while (Of(dossier, rules).FirstOrDefault() is { } due && due.On <= today)
        {
            var settled = new Settled(dossier, []).With(Events(due, dossier));
            events = events.AddRange(settled.Events);
            dossier = settled.Dossier;
        }

        return events;
    }

    private static IEnumerable<Due> Validations(Dossier dossier)
        => dossier.Phase is Submitted submitted ? [new Due(submitted.DeemedValidatedOn, DueKind.DeemedValidation, null)] : [];

    private static IEnumerable<Due> Bars(Dossier dossier, RuleSettings rules)
        => from commitment in dossier.Commitments.Values
           let bar = commitment.UnpaidBarredOn(rules)
           where bar is not null && commitment.Outstanding.IsPositive
           select new Due(bar.Value, DueKind.Bar, commitment.Ref.Id);

    private static IEnumerable<CptsEvent> Events(Due due, Dossier dossier) => due.Kind switch
    {
        DueKind.DeemedValidation => [new HealthProjectDeemedValidated { EffectiveDate = due.On }],
        DueKind.Bar => [Barred(dossier.Commitments[due.CommitmentId!], due.On)],
        DueKind.ContractYear => ContractClock.Open(dossier, due),
        DueKind.ContractEnd => ContractClock.End(dossier, due),
        _ => throw new UnreachableException(),
    };

    private static SumsBarred Barred(Commitment commitment, DateOnly on)
    {
        var sums = commitment.Instalments.Where(instalment => instalment.Outstanding.IsPositive)
            .Select(instalment => new InstalmentSum(instalment.Number, instalment.Outstanding));
        return new SumsBarred(commitment.Ref, sums.ToSequence()) { EffectiveDate = on };
    }
}
