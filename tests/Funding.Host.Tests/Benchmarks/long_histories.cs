using Funding.Benchmarks.Histories;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Host.Reference;
using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Benchmarks;

/// <summary>What the benchmarks load is a history that the host could have lived through. No database.</summary>
public class long_histories
{
    private static readonly LongHistory Dense = new(40, 10, 20_000, Counted.Entries);

    private static readonly LongHistory Sparse = new(300, 6, 6_000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void the_deciders_would_have_decided_every_act(bool sparse)
    {
        var judged = new Judged();

        foreach (var act in Acts(sparse ? Sparse : Dense)) judged.Take(act);

        judged.Dossiers.Count.ShouldBe(sparse ? 300 : 40);
        judged.Dossiers.ShouldAllBe(state => state is Dossier);
    }

    [Fact]
    public void they_reach_the_number_wanted_of_what_is_counted()
    {
        Told(Dense).OfType<PastCptsEvent>().Sum(past => Entries.Of(past.Event).Count()).ShouldBeInRange(20_000, 20_020);
        Told(Sparse).Count.ShouldBeInRange(6_000, 6_020);
    }

    [Fact]
    public void they_are_told_in_the_order_of_recording_within_their_years()
    {
        var instants = Told(Dense).Select(past => past.RecordedAt).ToList();

        instants.ShouldBe(instants.Order());
        instants[0].ShouldBe(Dense.Start);
        instants[^1].ShouldBeInRange(Dense.Until.AddMonths(-10), Dense.Until);
    }

    [Fact]
    public void the_same_history_is_told_again() => Told(Dense).ShouldBe(Told(Dense));

    [Fact]
    public void every_region_and_every_accident_of_real_files_is_there()
    {
        var events = Told(Dense with { Cpts = 60 }).OfType<PastCptsEvent>().ToList();

        events.Select(past => past.Event).OfType<CptsRegistered>().Select(it => it.RegionCode).Distinct().Count().ShouldBe(18);
        new[] { typeof(CommitmentAmended), typeof(CommitmentCancelled), typeof(PaymentRefused), typeof(PaymentReversed), typeof(CertificationReversed), typeof(RecoveryOrdered), typeof(RecoveryReceived),
            typeof(RecoveryWaived), typeof(SumsBarred), typeof(HealthProjectOpposed), typeof(HealthProjectValidated), typeof(HealthProjectDeemedValidated), typeof(DeemedValidationAnnulled), typeof(CptsWithdrawn),
            typeof(TerritoryChanged), typeof(CptsRenamed) }
            .Except(events.Select(past => past.Event.GetType())).ShouldBeEmpty();
        events.Count(past => DateOnly.FromDateTime(past.RecordedAt.UtcDateTime) > past.Event.EffectiveDate.AddDays(2)).ShouldBeGreaterThan(events.Count / 50);
    }

    private static IReadOnlyList<PastEvent> Told(LongHistory history) => [.. history.Events(ReferenceData.Current, new ClearSealer())];

    /// <summary>The events recorded at one instant on one CPTS, or on envelopes alone, are one act.</summary>
    private static IEnumerable<IReadOnlyList<PastEvent>> Acts(LongHistory history)
    {
        var act = new List<PastEvent>();
        foreach (var past in Told(history))
        {
            if (act.Count > 0 && !(past.RecordedAt == act[^1].RecordedAt && act[0] is PastCptsEvent first && (past as PastCptsEvent)?.CptsId is var cpts && (cpts is null || cpts == first.CptsId)))
            {
                yield return act.ToArray();
                act.Clear();
            }

            act.Add(past);
        }

        yield return act;
    }
}
