using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Reads;

/// <summary>A dossier as the API tells it.</summary>
internal static class DossierAnswer
{
    /// <summary>A dossier beside the others and on a day: with its overlaps and alerts.</summary>
    public static object Of(DossierView view, RuleSettings rules, IReadOnlyList<Deadline> lateMissions, Links links)
        => Of(view.Id, view.Version, view.State, rules, view.Overlaps, [.. Alerts(view, lateMissions)], links);

    /// <summary>A dossier by itself, at a version of it.</summary>
    public static object Of(Guid id, long version, Dossier it, RuleSettings rules) => Of(id, version, it, rules, null, null, null);

    private static object Of(Guid id, long version, Dossier it, RuleSettings rules, IReadOnlyList<Overlap>? overlaps, IReadOnlyList<object>? alerts, Links? links)
    {
        var territory = it.Territory.Latest;
        var identifiers = it.Identifiers.Latest;
        var commitments = it.Commitments.Values.OrderBy(commitment => commitment.Award.EffectiveDate).ThenBy(commitment => commitment.Ref.Id, StringComparer.Ordinal).ToArray();
        return new
        {
            Id = id,
            Version = version,
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
            Commitments = commitments.Select(commitment => CommitmentAnswer.Of(commitment, rules, id, links)),
            Sources = SourcesAnswer.Of(Totals.BySource(commitments)),
            Total = Totals.Of(commitments),
            Provenance = links is null ? null : OpeningOf(id, links),
            Overlaps = overlaps?.Select(overlap => new { overlap.CptsId, overlap.Name, overlap.Communes }),
            Alerts = alerts,
            Deadlines = Deadlines.Of(it, rules).Select(due => new { due.On, due.Kind, due.CommitmentId, due.Instalment, due.Amount, due.Contract, due.Year, due.Mission, Message = DeadlineSentences.Of(due) }),
            Synthetic = it.Registration.Synthetic == true ? true : (bool?)null,
        };
    }

    public static object Summary(DossierSummary it, Links links) => new
    {
        it.Id, it.Name, it.RegionCode, it.DepartmentCode, it.Phase, it.PhaseSince, it.Population,
        Sources = SourcesAnswer.Of(it.Sources), it.Total, Provenance = OpeningOf(it.Id, links), Synthetic = it.Synthetic ? true : (bool?)null,
    };

    private static object OpeningOf(Guid id, Links links) => new { Sources = links.Entries(Openings.OfDossier(id), Links.Source, Links.Kind), Total = links.Entries(Openings.OfDossier(id), Links.Kind) };

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
