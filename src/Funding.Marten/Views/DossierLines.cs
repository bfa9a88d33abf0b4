using Funding.Domain.Cpts;
using Funding.Engine.Appending;
using Funding.Engine.Storage;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Funding.Marten.Views;

/// <summary>
/// A line of the list for each CPTS. Only events known here are asked for, so none that is unknown stops the daemon: the gap in the
/// versions tells of it. An event that makes no sense is thrown out and left to the daemon, which notes and skips it.
/// </summary>
public sealed partial class DossierLines : SingleStreamProjection<DossierLine, string>
{
    /// <summary>Of every event of a CPTS.</summary>
    public DossierLines()
    {
        foreach (var type in EventTypes.Registry.Versions.Select(version => version.Type).Distinct())
            if (type.IsAssignableTo(typeof(CptsEvent))) IncludeType(type);
    }

    /// <inheritdoc/>
    public override DossierLine? Evolve(DossierLine? snapshot, string id, IEvent e) => (e.Data, snapshot) switch
    {
        (CptsRegistered registered, null) when StreamId.IsCpts(id, out var cpts) => Begin(registered, id, cpts, e),
        (CptsEvent happened, { } line) => Next(line, happened) with { Version = e.Version, Lacks = line.Lacks || e.Version != line.Version + 1 },
        _ => snapshot,
    };

    private static DossierLine Begin(CptsRegistered it, string id, Guid cpts, IEvent e) => new()
    {
        Id = id,
        Version = e.Version,
        CptsId = cpts,
        RegisteredAt = (e.Timestamp - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
        RegionCode = Given(it.RegionCode),
        Synthetic = it.Synthetic ?? false,
        Name = new(it.EffectiveDate, Given(it.Name)),
        Searched = DossierRow.Searchable(it.Name),
        Territory = new(it.EffectiveDate, Given(it.Territory)),
        Phase = nameof(PhaseName.Intention),
        PhaseSince = it.EffectiveDate,
        Lasting = new(it.EffectiveDate, PhaseName.Intention),
        Lacks = e.Version != 1,
    };

    private static DossierLine Next(DossierLine line, CptsEvent happened) => happened switch
    {
        CptsRenamed it when line.Name.With(it.EffectiveDate, Given(it.Name)) is var name => line with { Name = name, Searched = DossierRow.Searchable(name.Value) },
        TerritoryChanged it => line with { Territory = line.Territory.With(it.EffectiveDate, Given(it.Territory)) },
        CommitmentEvent it when Given(it.Commitment) is not null => line with { Sums = line.Sums.With(it) },
        DeemedValidationAnnulled => line with { Phase = line.Lasting.Value.ToString(), PhaseSince = line.Lasting.Since },
        _ => PhaseFold.Opens(happened) is { } opened ? Enter(line, opened) : line,
    };

    private static DossierLine Enter(DossierLine line, Phase phase) => line with
    {
        Phase = phase.Name.ToString(),
        PhaseSince = phase.Since,
        Lasting = phase.RestsOnSilence ? line.Lasting : new(phase.Since, phase.Name),
    };

    private static T Given<T>(T? value) => value ?? throw new InvalidOperationException("The event lacks what it is about.");
}
