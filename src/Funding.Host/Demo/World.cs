using System.Collections.Immutable;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Tariffs;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Host.Reference;

namespace Funding.Host.Demo;

/// <summary>The made-up country: every act goes through the real deciders, and what falls due is recorded when it does.</summary>
internal sealed class World(DemoOptions options, ReferenceData reference, ISealer sealer)
{
    private readonly Dice ids = new(options.Seed, "ids");
    private readonly Dictionary<Guid, CptsState> dossiers = [];
    private readonly Dictionary<(string Region, int Year), FirEnvelope> envelopes = [];
    private ImmutableDictionary<string, AciTariff> tariffs = ImmutableDictionary<string, AciTariff>.Empty;
    private readonly HashSet<(Guid Cpts, Due Due)> awaited = [];

    public DemoOptions Options { get; } = options;

    public ReferenceData Reference { get; } = reference;

    public RuleSettings Rules { get; } = RuleSettings.Default;

    public Agenda Agenda { get; } = new(options.Start, options.Until);

    /// <summary>What was recorded and not yet given out, in the order of its recording.</summary>
    public Queue<PastEvent> Recorded { get; } = [];

    public DateOnly Today(string region) => Reference.ZoneOf(region).DayOf(Agenda.Now);

    public Dossier Dossier(Guid cpts) => (Dossier)dossiers[cpts];

    public FirEnvelope Envelope(string region, int year) => envelopes.GetValueOrDefault((region, year)) ?? new FirEnvelope(region, year);

    /// <summary>What is to be done on a dossier, earliest first.</summary>
    public IEnumerable<Deadline> Deadlines(Dossier dossier) => Funding.Domain.Views.Deadlines.Of(dossier, Rules);

    public SealedText Seal(string text, string field) => sealer.Seal(text, field);

    /// <summary>Performs an act on a CPTS now. A plan that the rules refuse, or that changes nothing, is a mistake of the plan.</summary>
    /// <returns>The id of the first event.</returns>
    /// <exception cref="InvalidOperationException">The decider said no.</exception>
    public Guid Act(Guid cpts, string region, PersonId actor, CptsCommand command)
    {
        RecordDue(cpts, region);
        var state = dossiers.GetValueOrDefault(cpts, CptsState.None);
        var context = new ActContext
        {
            Actor = actor, Today = Today(region), FreshId = ids.Guid().ToString("N")[..12], Reference = Reference, Rules = Rules,
            Tariffs = tariffs,
            Envelopes = CptsDecider.EnvelopesOf(command, state).Select(year => Envelope(region, year)).Where(envelope => envelope.Exists)
                .ToImmutableDictionary(envelope => envelope.Year),
        };
        return CptsDecider.Decide(command, state, context) is Accepted { Events: { Count: > 0 } events }
            ? Store(cpts, region, actor, events)
            : throw Unplanned(command, CptsDecider.Decide(command, state, context));
    }

    /// <summary>Performs an act on an envelope now.</summary>
    /// <exception cref="InvalidOperationException">The decider said no.</exception>
    public void Act(PersonId actor, EnvelopeCommand command)
    {
        var decision = EnvelopeDecider.Decide(command, Envelope(command.RegionCode, command.Year), new(Today(command.RegionCode), Reference, Rules, []));
        if (decision is not EnvelopeAccepted { Events: { Count: > 0 } events }) throw Unplanned(command, decision);
        foreach (var happened in events) Store(command.RegionCode, command.Year, actor, happened);
    }

    /// <summary>The tariff under which contracts are signed on a day, or null when there is none yet.</summary>
    public AciTariff? TariffOn(DateOnly day) => tariffs.Values.FirstOrDefault(tariff => tariff.IsInForce(day));

    /// <summary>Enters a cell of a tariff now.</summary>
    /// <exception cref="InvalidOperationException">The decider said no.</exception>
    public void Act(PersonId actor, EnterTariffCell command) => Store(tariffs[command.Tariff], command, ids.Guid(), actor);

    /// <summary>Publishes a tariff now, as a host does when it starts.</summary>
    /// <param name="eventId">The id of its event.</param>
    /// <param name="command">The tariff.</param>
    public void Publish(Guid eventId, PublishTariff command) => Store(new AciTariff(command.Tariff), command, eventId, PersonId.System);

    private void Store(AciTariff before, TariffCommand command, Guid eventId, PersonId actor)
    {
        var decision = TariffDecider.Decide(command, before, new(Reference.MainlandZone().DayOf(Agenda.Now), Rules, []));
        if (decision is not TariffAccepted { Events: [var happened] }) throw Unplanned(command, decision);
        tariffs = tariffs.SetItem(command.Tariff, before.Evolve(happened));
        Recorded.Enqueue(new PastTariffEvent(command.Tariff, eventId, actor, Agenda.Now, happened));
    }

    private Guid Store(Guid cpts, string region, PersonId actor, IReadOnlyList<CptsEvent> events)
    {
        var first = Guid.Empty;
        foreach (var happened in events)
        {
            var id = ids.Guid();
            if (first == Guid.Empty) first = id;
            dossiers[cpts] = CptsFold.Evolve(dossiers.GetValueOrDefault(cpts, CptsState.None), new Recorded<CptsEvent>(id, actor, happened));
            Recorded.Enqueue(new PastCptsEvent(cpts, id, actor, Agenda.Now, happened) { CorrelationId = first });
        }

        foreach (var (year, credit) in EnvelopeCredit.Of(cpts, events)) Store(region, year, actor, credit, first);
        Await(cpts, region);
        return first;
    }

    private void Store(string region, int year, PersonId actor, EnvelopeEvent happened, Guid? act = null)
    {
        envelopes[(region, year)] = Envelope(region, year).Evolve(happened);
        var id = ids.Guid();
        Recorded.Enqueue(new PastEnvelopeEvent(region, year, id, actor, Agenda.Now, happened) { CorrelationId = act ?? id });
    }

    private void RecordDue(Guid cpts, string region)
    {
        if (dossiers.GetValueOrDefault(cpts) is Dossier dossier && FallingDue.Until(Today(region), dossier, Rules) is { Count: > 0 } due)
            Store(cpts, region, PersonId.System, due);
    }

    /// <summary>What falls due next is recorded by the system as its day begins.</summary>
    private void Await(Guid cpts, string region)
    {
        foreach (var due in FallingDue.Of(Dossier(cpts), Rules))
            if (awaited.Add((cpts, due))) Agenda.At(Reference.ZoneOf(region).StartOf(due.On), () => RecordDue(cpts, region));
    }

    private InvalidOperationException Unplanned(object command, object decision)
        => new($"The plan of the demonstration broke a rule at {Agenda.Now:O}: {command} → {(decision is Refused no ? no.Rejection : decision)}");
}
