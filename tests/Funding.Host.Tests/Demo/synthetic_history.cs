using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Demo;

public class synthetic_history
{
    private static readonly DemoOptions Small = DemoOptions.Ending(Histories.Until) with { Cpts = 37 };

    [Fact]
    public void the_same_seed_gives_the_same_history() => Histories.Make(Small).ShouldBe(Histories.Of(37));

    [Fact]
    public void another_seed_gives_another_one() => Histories.Make(Small with { Seed = 2 })[0].ShouldNotBe(Histories.Of(37)[0]);

    [Fact]
    public void what_one_act_recorded_is_told_together()
    {
        var acts = Histories.Of(37).ToLookup(it => it.CorrelationId);

        With<FirGrantAwarded>().Where(act => !act.Any(it => it is PastEnvelopeEvent { Event: CreditCommitted })).ShouldBeEmpty();
        With<AciContractSigned>().SelectMany(act => act).Any(IsOf<AciLineOpened>).ShouldBeTrue();
        acts.Where(act => act.First().EventId != act.Key || act.DistinctBy(it => it.RecordedAt).Count() > 1).ShouldBeEmpty();

        List<IGrouping<Guid, PastEvent>> With<TEvent>() where TEvent : CptsEvent
        {
            var found = acts.Where(act => act.Any(IsOf<TEvent>)).ToList();
            found.ShouldNotBeEmpty();
            return found;
        }

        static bool IsOf<TEvent>(PastEvent past) where TEvent : CptsEvent => past is PastCptsEvent { Event: TEvent };
    }

    // 26 pre-projects, 137 letters accepted, 45 + 530 projects validated of 738 on 1 February 2024.
    [Theory]
    [InlineData(738, 26, 137, 45, 530)]
    [InlineData(100, 3, 19, 6, 72)]
    [InlineData(37, 1, 7, 2, 27)]
    public void it_ends_on_the_public_funnel(int cpts, int intention, int accepted, int validated, int signed)
    {
        var phases = Histories.Dossiers(Histories.Of(cpts)).CountBy(dossier => dossier.Phase.Name).ToDictionary();

        Count(PhaseName.Intention).ShouldBe(intention);
        Count(PhaseName.Project, PhaseName.Submitted).ShouldBe(accepted);
        Count(PhaseName.Validated, PhaseName.Negotiating).ShouldBe(validated);
        Count(PhaseName.Contracted, PhaseName.Suspended, PhaseName.Ended).ShouldBe(signed);
        phases.Values.Sum().ShouldBe(cpts);

        int Count(params PhaseName[] names) => names.Sum(name => phases.GetValueOrDefault(name));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    [InlineData(7, 50)]
    public void the_rules_never_refuse_what_was_planned(int years, int cpts)
    {
        for (var seed = 1; seed <= 5; seed++)
            Histories.Dossiers(Histories.Make(new(cpts, years, seed, Histories.Until.AddDays(seed * 37)))).CountBy(DestinyOf)
                .ShouldBe(SyntheticHistory.Destinies(cpts).CountBy(destiny => destiny), ignoreOrder: true);
    }

    private static Destiny DestinyOf(Dossier dossier)
        => new(StageOf(dossier), dossier.Phase is not (InProject or Submitted) && dossier.Phases.OfType<Validated>().LastOrDefault() is { Deemed: true });

    private static Stage StageOf(Dossier dossier) => dossier.Phase switch
    {
        Intention => Stage.Intention,
        InProject => Stage.Project,
        Submitted => Stage.Submitted,
        Validated => Stage.Validated,
        Negotiating => Stage.Negotiating,
        Contracted => Stage.Contracted,
        ContractSuspended => Stage.Suspended,
        Ended => Stage.Ended,
        var other => throw new InvalidOperationException($"Nobody is {other} in the end."),
    };

    [Fact]
    public void it_begins_with_the_tariffs_as_a_host_publishes_them()
    {
        Histories.Of(37).TakeWhile(past => past is PastTariffEvent).Cast<PastTariffEvent>().Select(past => (past.Tariff, past.Actor, past.Event.EffectiveDate)).ShouldBe([
            ("aci-2019", PersonId.System, new DateOnly(2019, 8, 25)), ("aci-avenant-2", PersonId.System, new DateOnly(2022, 4, 1))]);
        Histories.Of(37).OfType<PastTariffEvent>().Count(past => past.Event is AciTariffPublished).ShouldBe(2);
    }

    [Fact]
    public void nothing_is_recorded_out_of_order_or_after_the_end()
    {
        var history = Histories.Of(738);

        history.Zip(history.Skip(1)).ShouldAllBe(pair => pair.First.RecordedAt <= pair.Second.RecordedAt);
        history[^1].RecordedAt.ShouldBeLessThanOrEqualTo(Histories.Until);
        history.Select(past => past.EventId).Distinct().Count().ShouldBe(history.Count);
    }

    [Fact]
    public void no_act_is_dated_after_its_recording()
    {
        foreach (var past in Histories.Of(738).OfType<PastCptsEvent>().Where(past => past.Actor != PersonId.System))
            past.Event.EffectiveDate.ShouldBeLessThanOrEqualTo(DateOnly.FromDateTime(past.RecordedAt.UtcDateTime.AddHours(12)));
    }

    [Fact]
    public void acts_are_recorded_in_office_hours_of_their_region_and_what_falls_due_at_midnight()
    {
        foreach (var past in Histories.Of(738).OfType<PastCptsEvent>().GroupBy(past => past.CptsId).SelectMany(stream => stream.Select(past => (Past: past, Region: ((CptsRegistered)stream.First().Event).RegionCode))))
        {
            var local = TimeZoneInfo.ConvertTime(past.Past.RecordedAt, ReferenceData.Current.ZoneOf(past.Region));
            if (past.Past.Actor == PersonId.System) local.TimeOfDay.ShouldBe(TimeSpan.Zero);
            else (local.Hour is >= 9 and < 18 && local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ShouldBeTrue($"{local:O} {past.Past.Event}");
        }
    }

    [Fact]
    public void no_envelope_is_ever_overspent()
    {
        foreach (var stream in Histories.EnvelopeStreams(Histories.Of(738)))
        {
            var envelope = new FirEnvelope(stream.Key.Region, stream.Key.Year);
            foreach (var happened in stream)
            {
                envelope = envelope.Evolve(happened);
                envelope.Available.ShouldBeGreaterThanOrEqualTo(Money.Zero);
                envelope.Committed.ShouldBeGreaterThanOrEqualTo(Money.Zero);
            }
        }
    }

    [Fact]
    public void envelopes_commit_what_the_grants_commit()
    {
        var history = Histories.Of(100);
        var committed = history.OfType<PastCptsEvent>().SelectMany(past => Entries.Of(past.Event)).Where(entry => entry.Kind == EntryKind.Committed && entry.Commitment.Source == FundingSource.Fir).Total(entry => entry.Amount);

        Histories.EnvelopeStreams(history).Total(stream => FirEnvelope.Fold(stream.Key.Region, stream.Key.Year, stream).Committed).ShouldBe(committed);
    }

    [Fact]
    public void published_envelopes_are_as_published_and_the_others_say_that_they_are_synthetic()
    {
        var published = ReferenceFiles.FirYears.SelectMany(ReferenceFiles.FirEnvelopes).ToDictionary(row => (row.Region, row.Year));

        foreach (var stream in Histories.EnvelopeStreams(Histories.Of(100)))
        {
            var parts = FirEnvelope.Fold(stream.Key.Region, stream.Key.Year, stream).Parts;
            var notified = stream.OfType<EnvelopeNotified>().ToList();
            if (published.TryGetValue(stream.Key, out var row))
            {
                (parts.Total.ToEuros(), parts.Fungible.ToEuros()).ShouldBe((row.Total, row.Fungible));
                (parts.Prevention.ToEuros(), parts.MedicoSocial.ToEuros()).ShouldBe((row.Prevention ?? 0, row.MedicoSocial ?? 0));
                notified.ShouldAllBe(notification => notification.Synthetic == null && notification.Reference == row.Source);
            }
            else
            {
                notified.ShouldAllBe(notification => notification.Synthetic == true && notification.Reference!.Contains("synthétique"));
            }
        }

        Histories.EnvelopeStreams(Histories.Of(100)).Count(stream => published.ContainsKey(stream.Key)).ShouldBe(published.Count);
    }

    [Fact]
    public void every_place_is_real_and_every_region_has_some()
    {
        var dossiers = Histories.Dossiers(Histories.Of(738)).ToList();

        dossiers.ShouldAllBe(dossier => dossier.Registration.Synthetic == true && dossier.Name.Latest.StartsWith("CPTS fictive d"));
        dossiers.Select(dossier => dossier.RegionCode).Distinct().Count().ShouldBe(18);
        dossiers.Select(dossier => dossier.Name.Latest).Distinct().Count().ShouldBe(738);
        foreach (var territory in dossiers.Select(dossier => dossier.Territory.Latest))
            territory.Communes.Select(code => ReferenceData.Current.FindCommune(code)!.Department).ShouldAllBe(department => department == territory.DepartmentCode);
        dossiers.Average(dossier => dossier.Territory.Latest.Population).ShouldBeInRange(72_000, 92_000);
    }
}
