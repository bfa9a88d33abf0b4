using System.Collections.Immutable;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering.Replaying;

/// <summary>A region on its way through events: its money and its phases, moved by what each event moves.</summary>
internal sealed class RegionRun
{
    private RegionState state;

    private RegionRun(RegionState state) => this.state = state;

    /// <summary>The region at a position, on a day.</summary>
    public static async Task<RegionRun> BeginAsync(NpgsqlConnection connection, string region, Horizon at, CancellationToken cancellation)
    {
        await using var command = EntrySums.Command(connection, at, "region, source, kind", new SummedEntries(region));
        var sums = await Sums.ReadAsync<string>(command, cancellation);
        var cpts = await FactReader.ReadAsync(connection, at, new WantedCpts(region, WithCommunes: false), cancellation);
        return new(new RegionState(Sums.Complete(sums.GetValueOrDefault(region)).ToImmutableDictionary(), cpts.CountBy(it => it.Phase).ToImmutableDictionary()));
    }

    /// <summary>The next event, with the region on both sides of it.</summary>
    public RegionReplayItem Take(LoggedEvent happened, Guid? cpts, ReplayStep? step, EnvelopeStep? envelope)
    {
        var before = state;
        if (step is not null) state = Moved(before, step);
        return new RegionReplayItem(happened, cpts, step, envelope, before, state);
    }

    private static RegionState Moved(RegionState it, ReplayStep step)
    {
        var sources = step.Entries.Aggregate(
            it.Sources.ToImmutableDictionary(), (sums, entry) => sums.SetItem(entry.Commitment.Source, sums[entry.Commitment.Source].With(entry.Kind, entry.Amount)));
        var phases = it.CptsByPhase.ToImmutableDictionary();
        if (step.Before is Dossier before) phases = Counted(phases, before.Phase.Name, -1);
        if (step.After is Dossier after) phases = Counted(phases, after.Phase.Name, 1);
        return new RegionState(sources, phases);
    }

    private static ImmutableDictionary<PhaseName, int> Counted(ImmutableDictionary<PhaseName, int> phases, PhaseName phase, int change)
        => phases.GetValueOrDefault(phase) + change is > 0 and var count ? phases.SetItem(phase, count) : phases.Remove(phase);
}
