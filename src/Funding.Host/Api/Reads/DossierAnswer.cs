using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Host.Presentation;
using Funding.Host.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>A dossier as the API tells it.</summary>
internal static class DossierAnswer
{
    public static object Of(DossierView view, RuleSettings rules, IReadOnlyList<Deadline> lateMissions)
    {
        var it = view.State;
        var territory = it.Territory.Latest;
        var identifiers = it.Identifiers.Latest;
        var commitments = it.Commitments.Values.OrderBy(commitment => commitment.Award.EffectiveDate).ThenBy(commitment => commitment.Ref.Id, StringComparer.Ordinal).ToArray();
        return new
        {
            view.Id,
            view.Version,
            Name = it.Name.Latest,
            it.RegionCode,
            territory.DepartmentCode,
            territory.Communes,
            territory.Population,
            Profile = it.Profile.Latest,
            identifiers.Siret,
            identifiers.Rna,
            Contact = it.Contact.Latest?.Text,
            Phase = it.Phase.Name,
            PhaseSince = it.Phase.Since,
            Dates = Dates(it),
            Contract = it.Contracts.Last is { } last ? ContractAnswer.Of(last, it) : null,
            Contracts = it.Contracts.All.Select(contract => ContractAnswer.Of(contract, it)),
            Commitments = commitments.Select(commitment => CommitmentAnswer.Of(commitment, rules)),
            Sources = SourcesAnswer.Of(Totals.BySource(commitments)),
            Total = Totals.Of(commitments),
            Overlaps = view.Overlaps.Select(overlap => new { overlap.CptsId, overlap.Name, overlap.Communes }),
            Alerts = Alerts(view, lateMissions),
            Deadlines = Deadlines.Of(it, rules).Select(due => new { due.On, due.Kind, due.CommitmentId, due.Instalment, due.Amount, due.Contract, due.Year, due.Mission, Message = DeadlineSentences.Of(due) }),
            Synthetic = it.Registration.Synthetic == true ? true : (bool?)null,
        };
    }

    public static object Summary(DossierSummary it) => new
    {
        it.Id, it.Name, it.RegionCode, it.DepartmentCode, it.Phase, it.PhaseSince, it.Population,
        Sources = SourcesAnswer.Of(it.Sources), it.Total, Synthetic = it.Synthetic ? true : (bool?)null,
    };

    /// <summary>The dates that still hold: an opposition leaves the submission it answered, a deemed validation that was annulled is gone.</summary>
    private static object Dates(Dossier it)
    {
        var validated = it.Phases.OfType<Validated>().LastOrDefault();
        return new
        {
            RegisteredOn = it.Registration.EffectiveDate,
            LetterAcceptedOn = it.Last<LetterOfIntentAccepted>()?.EffectiveDate,
            LetterRefusedOn = it.Last<LetterOfIntentRefused>()?.EffectiveDate,
            SubmittedOn = it.Last<HealthProjectSubmitted>()?.EffectiveDate,
            OpposedOn = it.Last<HealthProjectOpposed>()?.EffectiveDate,
            DeemedValidationOn = (it.Phase as Submitted)?.DeemedValidatedOn,
            NegotiationOpenedOn = it.Phases.OfType<Negotiating>().LastOrDefault()?.Since,
            ContractedOn = it.Contracts.Find(1)?.SignedOn,
            SuspendedOn = (it.Phase as ContractSuspended)?.Since,
            EndedOn = (it.Phase as Ended)?.Since,
            ValidatedOn = validated?.Since,
            validated?.Deemed,
            WithdrawnOn = it.Last<CptsWithdrawn>()?.EffectiveDate,
        };
    }

    private static IEnumerable<object> Alerts(DossierView view, IReadOnlyList<Deadline> lateMissions)
    {
        if (view.State.Identifiers.Latest.AreMissing)
            yield return new { Kind = "beneficiary-incomplete", Message = "Ni SIRET ni numéro RNA ne sont connus." };
        if (view.Overlaps.Count > 0)
            yield return new { Kind = "commune-overlap", Message = $"Des communes du territoire sont aussi couvertes par : {string.Join(", ", view.Overlaps.Select(overlap => overlap.Name))}." };
        foreach (var late in lateMissions)
            yield return new { Kind = "mission-late", Message = DeadlineSentences.OfLate(late), late.On, Deadline = late.Kind, late.Contract, late.Mission };
    }
}
