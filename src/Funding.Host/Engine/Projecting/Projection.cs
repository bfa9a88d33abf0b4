using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;
using Funding.Host.Engine.Storage;

namespace Funding.Host.Engine.Projecting;

/// <summary>A value of a CPTS that holds from a day on.</summary>
internal sealed record Fact(long Position, Guid CptsId, string Region, string Attribute, DateOnly EffectiveDate, string Value);

/// <summary>What the projector reads of a numbered event.</summary>
internal sealed record Numbered(StoredEvent Stored, string? Region);

/// <summary>The rows that a run of events adds, worked out from the events alone.</summary>
internal sealed class ProjectedRows
{
    public List<(StoredEvent Stored, Guid CptsId, short Ordinal, Entry Entry)> Entries { get; } = [];

    public List<Fact> Facts { get; } = [];

    /// <summary>Deemed validations annulled: the CPTS and the position that voids them.</summary>
    public List<(Guid CptsId, long Position)> Annulments { get; } = [];

    public List<(long Position, EnvelopeFact Act)> Envelopes { get; } = [];

    /// <summary>Events that could not be projected, and why.</summary>
    public List<(long Position, string Error)> Faults { get; } = [];

    /// <summary>The CPTS that the run touched.</summary>
    public HashSet<Guid> Touched { get; } = [];
}

/// <summary>A movement of what an envelope authorises, in cents.</summary>
internal sealed record EnvelopeFact(
    string Region, int Year, DateOnly EffectiveDate, string Kind, string Reference, EnvelopeParts Parts, long? Share, bool Synthetic);

/// <summary>Events in, rows out.</summary>
internal static class Projection
{
    /// <summary>Name of the attribute and value of a phase entered by deemed validation, which an annulment voids.</summary>
    public const string Deemed = "deemed";

    public static void Project(StoredEvent stored, string? region, ProjectedRows rows)
    {
        var position = stored.Position!.Value;
        try
        {
            if (StreamId.IsCpts(stored.Stream, out var cpts) && stored.Event<CptsEvent>() is { } happened) OnCpts(stored, cpts, position, region, happened, rows);
            else if (StreamId.IsEnvelope(stored.Stream) && stored.Event<EnvelopeEvent>() is { } notified) OnEnvelope(stored, position, notified, rows);
        }
        catch (Exception poison) when (poison is System.Text.Json.JsonException or InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            rows.Faults.Add((position, poison.Message));
        }
    }

    private static void OnCpts(StoredEvent stored, Guid cpts, long position, string? region, CptsEvent happened, ProjectedRows rows)
    {
        rows.Touched.Add(cpts);
        short ordinal = 0;
        foreach (var entry in Entries.Of(happened)) rows.Entries.Add((stored, cpts, ordinal++, entry));
        if (happened is DeemedValidationAnnulled) rows.Annulments.Add((cpts, position));
        foreach (var (attribute, value) in FactsOf(happened))
            rows.Facts.Add(new(position, cpts, (happened as CptsRegistered)?.RegionCode ?? region ?? throw new InvalidOperationException("No registration was projected for this CPTS."),
                attribute, happened.EffectiveDate, value));
    }

    private static IEnumerable<(string Attribute, string Value)> FactsOf(CptsEvent happened) => happened switch
    {
        CptsRegistered it =>
        [
            ("name", Json(it.Name)), ("territory", Json(it.Territory)), Phase(PhaseName.Intention),
            .. it.Synthetic == true ? [("synthetic", "true")] : Array.Empty<(string, string)>(),
        ],
        CptsRenamed it => [("name", Json(it.Name))],
        TerritoryChanged it => [("territory", Json(it.Territory))],
        LetterOfIntentAccepted or HealthProjectOpposed => [Phase(PhaseName.Project)],
        LetterOfIntentRefused => [Phase(PhaseName.Refused)],
        HealthProjectSubmitted => [Phase(PhaseName.Submitted)],
        HealthProjectValidated => [Phase(PhaseName.Validated)],
        HealthProjectDeemedValidated => [Phase(PhaseName.Validated, deemed: true)],
        CptsWithdrawn => [Phase(PhaseName.Withdrawn)],
        _ => [],
    };

    private static void OnEnvelope(StoredEvent stored, long position, EnvelopeEvent happened, ProjectedRows rows)
    {
        if (happened is EnvelopeNotified it)
            rows.Envelopes.Add((position, new(it.RegionCode, it.Year, it.EffectiveDate, it.Kind.ToString(), it.Reference!, it.Parts, null, it.Synthetic ?? false)));
        else if (happened is CptsShareSet share)
        {
            var key = stored.Stream.Split('-');
            rows.Envelopes.Add((position, new(key[^2], int.Parse(key[^1], System.Globalization.CultureInfo.InvariantCulture), share.EffectiveDate, "Share", share.Reference!, EnvelopeParts.None, share.Amount.Cents, false)));
        }
    }

    private static (string, string) Phase(PhaseName phase, bool deemed = false)
        => ("phase", deemed ? $$"""{"phase":"{{phase}}","{{Deemed}}":true}""" : $$"""{"phase":"{{phase}}"}""");

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, EventJson.Options);
}
