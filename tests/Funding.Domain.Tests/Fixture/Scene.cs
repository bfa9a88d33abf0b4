using System.Collections.Immutable;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

/// <summary>Given a history, when a command is asked, then these events or this refusal. The n-th event given has the id <c>EventId(n)</c>.</summary>
internal sealed record Scene
{
    public static readonly Guid CptsId = new("11111111-0000-0000-0000-000000000000");

    private ImmutableList<Recorded<CptsEvent>> History { get; init; } = [];

    private DateOnly Today { get; init; } = Day("2024-06-03");

    private PersonId Actor { get; init; } = Martin;

    private RuleSettings Rules { get; init; } = RuleSettings.Default;

    private Sequence<Fault> Faults { get; init; } = [];

    private ImmutableDictionary<string, AciTariff> Tariffs { get; init; } = ImmutableDictionary<string, AciTariff>.Empty.Add(TariffOf2022.Id, TariffOf2022.Known);

    private ImmutableDictionary<int, FirEnvelope> Envelopes { get; init; } = ImmutableDictionary<int, FirEnvelope>.Empty;

    /// <summary>Events recorded by Martin, the officer.</summary>
    public static Scene Given(params CptsEvent[] events) => new Scene { Envelopes = ImmutableDictionary<int, FirEnvelope>.Empty.Add(2024, Envelope(2024, 1_000_000)) }.By(Martin, events);

    public static Guid EventId(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static FirEnvelope Envelope(int year, decimal fungible)
        => FirEnvelope.Fold("84", year, [new EnvelopeNotified("84", year, NotificationKind.Initial, new(Euros(fungible), Euros(fungible), default, default, default)) { EffectiveDate = new(year, 1, 1), Reference = "N" }]);

    /// <summary>More events, by somebody else.</summary>
    public Scene By(PersonId actor, params CptsEvent[] events) => this with
    {
        History = History.AddRange(events.Select((happened, i) => new Recorded<CptsEvent>(EventId(History.Count + i + 1), actor, happened))),
        Envelopes = EnvelopeCredit.Of(CptsId, events).Aggregate(Envelopes, (all, credit) => all.TryGetValue(credit.Year, out var one) ? all.SetItem(credit.Year, one.Evolve(credit.Event)) : all),
    };

    public Scene On(string today) => this with { Today = Day(today) };

    public Scene As(PersonId actor) => this with { Actor = actor };

    public Scene With(RuleSettings rules) => this with { Rules = rules };

    public Scene With(params Fault[] faults) => this with { Faults = faults.ToSequence() };

    public Scene With(FirEnvelope envelope) => this with { Envelopes = Envelopes.SetItem(envelope.Year, envelope) };

    public Scene With(AciTariff tariff) => this with { Tariffs = Tariffs.SetItem(tariff.Id, tariff) };

    public Scene WithoutEnvelopes() => this with { Envelopes = ImmutableDictionary<int, FirEnvelope>.Empty };

    public CptsState State(string? effectiveOn = null) => CptsFold.Fold(History, effectiveOn is null ? null : Day(effectiveOn));

    public Dossier Dossier(string? effectiveOn = null) => State(effectiveOn).ShouldBeOfType<Dossier>();

    public Commitment Commitment(string id = "g1", string? effectiveOn = null) => Dossier(effectiveOn).Commitments[id];

    /// <summary>What the system records, were it asked on that day.</summary>
    public CptsEvent[] DueOn(string day) => [.. FallingDue.Until(Day(day), Dossier(), Rules)];

    /// <summary>The history after what is due on the day is recorded.</summary>
    public Scene Until(string day) => On(day).By(PersonId.System, DueOn(day));

    public Outcome When(CptsCommand command)
    {
        var context = new ActContext { Actor = Actor, Today = Today, FreshId = "fresh", Reference = new Gazetteer(), Rules = Rules, Envelopes = Envelopes, Tariffs = Tariffs, Faults = Faults };
        return new Outcome(CptsDecider.Decide(command, State(), context));
    }

    /// <summary>The history after the command, which must be accepted.</summary>
    public Scene After(CptsCommand command) => By(Actor, [.. When(command).Decision.ShouldBeOfType<Accepted>().Events]);
}

/// <summary>What came of a command.</summary>
internal sealed record Outcome(Decision Decision)
{
    /// <summary>Exactly these events, whole and in this order.</summary>
    public void Then(params CptsEvent[] events) => (Decision is Accepted accepted ? new Accepted(accepted.Events) : Decision).ShouldBe(new Accepted(events.ToSequence()));

    public Outcome Creating(string kind, string id)
    {
        Decision.ShouldBeOfType<Accepted>().Created.ShouldBe(Sequence.Create<Created>([new(kind, id)]));
        return this;
    }

    public void ThenNothing() => Decision.ShouldBe(Decision.Nothing);

    public void ThenRefused(Rejection rejection) => Decision.ShouldBe(Decision.No(rejection));

    /// <summary>Refused as malformed, at exactly these places.</summary>
    public void ThenInvalidAt(params string[] pointers)
        => Decision.ShouldBeOfType<Refused>().Rejection.ShouldBeOfType<Invalid>().Errors.Select(fault => fault.Pointer).ShouldBe(pointers, ignoreOrder: true);
}
