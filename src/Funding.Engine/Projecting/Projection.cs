using System.Globalization;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Domain.Views;
using Funding.Engine.Storage;

namespace Funding.Engine.Projecting;

/// <summary>Events in, rows out: the one definition of what an event projects, for the live views and for rebuilding them.</summary>
internal static class Projection
{
    /// <summary>Name of the attribute and value of a phase entered by deemed validation, or resting on it, which an annulment voids.</summary>
    public const string Deemed = "deemed";

    /// <summary>What projects nothing here: it need not be read, let alone parsed. An event that is not named is.</summary>
    private static readonly HashSet<Type> Silent =
    [
        typeof(ProfileChanged), typeof(IdentifiersChanged), typeof(ContactChanged), typeof(CreditCommitted), typeof(CreditReleased), typeof(AciTariffPublished), typeof(TariffCellEntered),
        typeof(AciTermsProposed), typeof(AciTermsApproved), typeof(AciMissionStarted), typeof(AciMissionDeployed), typeof(AciYearOpened), typeof(AciYearAssessed),
        typeof(AciContractAmended), typeof(AciContractTerminated),
    ];

    /// <summary>The stored names of the events whose data must be read.</summary>
    public static string[] Names { get; } = EventTypes.Registry.Versions.Where(it => !Silent.Contains(it.Type)).Select(it => it.Name).ToArray();

    /// <summary>Adds the rows of an event, or its fault. The region of a fact may still have to be found: <see cref="RegionsOfCpts"/>.</summary>
    public static void Project(in Numbered it, ProjectedRows rows) => Project(it, EventTypes.Registry, rows);

    /// <summary>The same with the names of a registry.</summary>
    public static void Project(in Numbered it, EventRegistry registry, ProjectedRows rows)
    {
        if (it.Json.IsEmpty) return;
        var mark = rows.Mark();
        try
        {
            var happened = EventJson.Read(registry, it.Type, it.Json.Span);
            if (it.Cpts is { } cpts) OnCpts(it, cpts, happened as CptsEvent, rows);
            else if (it.Stream is { } stream && StreamId.IsEnvelope(stream)) OnEnvelope(it.Position, stream, happened as EnvelopeEvent, rows);
        }
        catch (Exception poison)
        {
            rows.BackTo(mark);
            rows.Faults.Add((it.Position, poison.Message));
        }
    }

    private static void OnCpts(in Numbered it, Guid cpts, CptsEvent? happened, ProjectedRows rows)
    {
        if (happened is null) return;
        if (happened is CommitmentEvent { Commitment: null }) throw new InvalidOperationException("The event names no commitment.");
        short ordinal = 0;
        foreach (var entry in Entries.Of(happened)) rows.Entries.Add(new(it.Position, ordinal++, it.Id, it.RecordedAt, cpts, entry));
        if (happened is CommitmentEvent commitment)
        {
            if (PartWorth.IsToldBy(commitment)) rows.VariableParts.Add(it.Position);
            return;
        }

        if (happened is DeemedValidationAnnulled) rows.Annulments.Add((cpts, it.Position));
        foreach (var (attribute, value) in FactsOf(happened))
            rows.Facts.Add(new(it.Position, cpts, (happened as CptsRegistered)?.RegionCode, attribute, happened.EffectiveDate, value));
    }

    private static IEnumerable<(string Attribute, string Value)> FactsOf(CptsEvent happened) => happened switch
    {
        CptsRegistered it =>
        [
            ("name", Json(Given(it.Name))), ("territory", Json(Given(it.Territory))), Phase(PhaseName.Intention),
            .. it.Synthetic == true ? [("synthetic", "true")] : Array.Empty<(string, string)>(),
        ],
        CptsRenamed it => [("name", Json(Given(it.Name)))],
        TerritoryChanged it => [("territory", Json(Given(it.Territory)))],
        LetterOfIntentAccepted or HealthProjectOpposed => [Phase(PhaseName.Project)],
        LetterOfIntentRefused => [Phase(PhaseName.Refused)],
        HealthProjectSubmitted => [Phase(PhaseName.Submitted)],
        HealthProjectValidated => [Phase(PhaseName.Validated)],
        HealthProjectDeemedValidated => [Phase(PhaseName.Validated, deemed: true)],
        CptsWithdrawn => [Phase(PhaseName.Withdrawn)],
        AciNegotiationOpened => [Phase(PhaseName.Negotiating, deemed: true)], // one that follows an explicit validation is never annulled
        AciContractSigned or AciContractResumed => [Phase(PhaseName.Contracted)],
        AciContractSuspended => [Phase(PhaseName.Suspended)],
        AciContractEnded => [Phase(PhaseName.Ended)],
        _ => [],
    };

    private static void OnEnvelope(long position, string stream, EnvelopeEvent? happened, ProjectedRows rows)
    {
        if (happened is EnvelopeNotified { Parts: null }) throw new InvalidOperationException("The notification has no amounts.");
        if (happened is EnvelopeNotified it)
            rows.Envelopes.Add(new(position, it.RegionCode, it.Year, it.EffectiveDate, it.Kind.ToString(), it.Reference, it.Parts, null, it.Synthetic ?? false));
        else if (happened is CptsShareSet share)
        {
            var key = stream.Split('-');
            rows.Envelopes.Add(new(position, key[^2], int.Parse(key[^1], CultureInfo.InvariantCulture), share.EffectiveDate, "Share", share.Reference, EnvelopeParts.None, share.Amount.Cents, false));
        }
    }

    private static (string, string) Phase(PhaseName phase, bool deemed = false)
        => ("phase", deemed ? $$"""{"phase":"{{phase}}","{{Deemed}}":true}""" : $$"""{"phase":"{{phase}}"}""");

    /// <summary>A fact without a value would be one event's fault that every list of dossiers meets.</summary>
    private static T Given<T>(T? value) => value ?? throw new InvalidOperationException("The event lacks a name or a territory.");

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, EventJson.Options);
}
