using System.Collections.Immutable;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;

namespace Funding.Domain.Tests;

/// <summary>What came of one act, with the world before and after it.</summary>
internal sealed record Turn(int Cpts, CptsCommand Command, ActContext Context, CptsState Before, Decision Decision, CptsState After);

/// <summary>Two CPTS of a region and their envelopes, in memory: the real deciders, what is due recorded before each act, credit moved with it.</summary>
internal sealed partial class World
{
    private static readonly PersonId[] People = [Martin, Petit, Leroy, Faure];

    private int fresh;

    public DateOnly Today { get; private set; } = Day("2023-01-10");

    public List<Recorded<CptsEvent>>[] Histories { get; } = [[], []];

    public CptsState[] States { get; } = [CptsState.None, CptsState.None];

    public ImmutableDictionary<int, FirEnvelope> Envelopes { get; private set; } = Enumerable.Range(2016, 80).ToImmutableDictionary(year => year, year => year == 2025 ? new FirEnvelope("84", year) : Scene.Envelope(year, 60_000));

    public List<Turn> Turns { get; } = [];

    /// <summary>Plays the steps; after each one the law is asked.</summary>
    public static World Play(IEnumerable<Step> steps, Action<World, Turn>? afterEach = null)
    {
        var world = new World();
        for (var i = 0; i < 2; i++)
        {
            world.Act(i, Martin, new RegisterCpts(Guid.Empty, "CPTS", "84", "69", [], 65_000, null, null, null, null));
            world.Act(i, Martin, new AcceptLetterOfIntent());
        }

        foreach (var command in world.FirstContract()) world.Act(1, Martin, command);

        foreach (var step in steps)
        {
            world.Today = world.Today.AddDays(step.Days);
            world.RecordDue(step.Cpts);
            if (step.Kind is 38 or 39) world.Share(step);
            foreach (var command in world.Commands(step))
            {
                var turn = world.Act(step.Cpts, Somebody(step, command), command);
                afterEach?.Invoke(world, turn);
            }
        }

        return world;
    }

    public Dossier Dossier(int cpts) => (Dossier)States[cpts];

    public ActContext Context(PersonId actor) => new()
    {
        Actor = actor,
        Today = Today,
        FreshId = $"fresh-{++fresh}",
        Reference = new Gazetteer(),
        Envelopes = Envelopes,
        Tariffs = Tariffs,
    };

    public IEnumerable<Entry> AllEntries(int cpts) => Histories[cpts].SelectMany(recorded => Entries.Of(recorded.Event));

    private Turn Act(int cpts, PersonId actor, CptsCommand command)
    {
        RecordDue(cpts);
        var context = Context(actor);
        var before = States[cpts];
        var decision = CptsDecider.Decide(command, before, context);
        if (decision is Accepted accepted) Record(cpts, actor, accepted.Events);
        var turn = new Turn(cpts, command, context, before, decision, States[cpts]);
        Turns.Add(turn);
        return turn;
    }

    private void RecordDue(int cpts)
    {
        if (States[cpts] is Dossier dossier) Record(cpts, PersonId.System, FallingDue.Until(Today, dossier, RuleSettings.Default));
    }

    private void Record(int cpts, PersonId actor, IReadOnlyList<CptsEvent> events)
    {
        foreach (var happened in events)
        {
            var recorded = new Recorded<CptsEvent>(Scene.EventId(Histories[cpts].Count + 1), actor, happened);
            Histories[cpts].Add(recorded);
            States[cpts] = CptsFold.Evolve(States[cpts], recorded);
        }

        foreach (var (year, credit) in EnvelopeCredit.Of(Scene.CptsId, events)) Envelopes = Envelopes.SetItem(year, Envelopes[year].Evolve(credit));
    }

    private void Share(Step step)
    {
        var year = Today.Year;
        EnvelopeCommand command = step.Kind == 38
            ? new SetCptsShare("84", year, new Money(step.Size), $"S{step.Pick}")
            : new NotifyEnvelope("84", year, NotificationKind.Complement, new Money(step.Size - 2_000_000), new Money(step.Size - 2_000_000), null, null, null, $"C{step.Pick}");
        var context = new EnvelopeContext(Today, new Gazetteer(), RuleSettings.Default, []);
        if (EnvelopeDecider.Decide(command, Envelopes[year], context) is EnvelopeAccepted accepted)
            Envelopes = Envelopes.SetItem(year, accepted.Events.Aggregate(Envelopes[year], (envelope, happened) => envelope.Evolve(happened)));
    }

    /// <summary>Most often somebody of the right trade; sometimes anybody.</summary>
    private static PersonId Somebody(Step step, CptsCommand command)
        => step.Actor > 7 ? People[step.Pick % 4] : command is Pay or RefusePayment or ReceiveRecovery or WaiveRecovery or ReverseAct ? People[2 + (step.Actor % 2)] : People[step.Actor % 2];

    /// <summary>What the step asks for, each act on what those before it left.</summary>
    private IEnumerable<CptsCommand> Commands(Step step)
        => step.Kind is 38 or 39 ? [] : step.Kind > 53 ? OnContracts(step) : Command(step) is { } command ? [command] : [];

    private CptsCommand? Command(Step step)
    {
        var dossier = Dossier(step.Cpts);
        var amended = step.Kind is >= 8 and <= 10 || (step.Kind == 11 && step.Pick % 3 == 0);
        var all = dossier.Commitments.Values.Where(one => !amended || one.Line is null).OrderBy(one => one.Ref.Id, StringComparer.Ordinal).ToList();
        var fit = all.Where(one => step.Kind switch { (>= 19 and <= 27) or (>= 40 and <= 43) => one.Certified > one.Paid, 28 or 29 or 51 => one.Paid > one.RecoveryOrdered, (>= 30 and <= 32) or (>= 44 and <= 48) => one.RecoveryOrdered.IsPositive, _ => one.Outstanding.IsPositive }).ToList();
        var commitments = fit.Count > 0 ? fit : all;
        var commitment = commitments.Count == 0 ? null : commitments[step.Pick % commitments.Count];
        var instalment = commitment?.Instalments[step.Pick / 7 % commitment.Instalments.Count];
        if (step.Kind is (>= 19 and <= 27) or (>= 40 and <= 43) && step.Size % 4 > 0) instalment = commitment?.Instalments.Find(one => one.Payable.IsPositive) ?? instalment;
        var recovery = commitment?.Recoveries.Values.OrderByDescending(one => one.Due).ThenBy(one => one.Event.RecoveryId, StringComparer.Ordinal).ElementAtOrDefault(step.Pick % 6 == 0 ? 1 : 0);
        CptsCommand? command = step.Kind switch
        {
            0 when step.Pick % 2 == 0 => new SubmitHealthProject(),
            0 when dossier.Last<HealthProjectSubmitted>() is { } submission && submission.DeemedValidatedOn <= Today => new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = submission.DeemedValidatedOn.AddDays(-step.Size % 3) },
            1 when step.Pick % 2 == 0 => new OpposeHealthProject((OppositionGround)(step.Size % 2)),
            1 or 49 when step.Pick % 4 == 1 || (step.Kind == 49 && dossier.Phase is Submitted) => new ValidateHealthProject(),
            1 when step.Pick % 20 == 3 => new WithdrawCpts(Sealed("abandon")),
            1 => new ChangeCpts($"CPTS {step.Pick % 3}", null, null, step.Size % 5 == 0 ? 1_000 + step.Pick : null, null, null, null, null),
            >= 2 and <= 7 => Award(step),
            >= 8 and <= 10 when commitment is not null => Amend(step, commitment),
            11 when step.Pick % 3 == 0 && commitment is not null => new CancelCommitment(commitment.Ref.Id),
            >= 11 and <= 18 when instalment is not null => new Certify(commitment!.Ref.Id, step.Pick % 4 == 0 ? null : $"c{step.Pick}", instalment.Number, Sum(step, instalment.Amount - instalment.Certified)),
            (>= 19 and <= 26) or (>= 40 and <= 43) when instalment is not null => new Pay(commitment!.Ref.Id, instalment.Number, Sum(step, instalment.Payable), $"P{step.Pick}"),
            27 when instalment is not null => new RefusePayment(commitment!.Ref.Id, instalment.Number, Sealed("RIB")),
            28 or 29 or 51 when commitment is not null => new OrderRecovery(commitment.Ref.Id, step.Pick % 4 == 0 ? null : $"r{step.Pick}", Sum(step, commitment.Paid - commitment.RecoveryOrdered), Sealed("indu")),
            30 or 31 or 44 or 45 when recovery is not null => new ReceiveRecovery(commitment!.Ref.Id, recovery.Event.RecoveryId, Sum(step, recovery.Due)) { Reference = $"T{step.Pick % 8}" },
            32 or (>= 46 and <= 48) when recovery is not null => new WaiveRecovery(commitment!.Ref.Id, recovery.Event.RecoveryId, Sum(step, recovery.Due)) { Reference = $"W{step.Pick % 8}" },
            52 => Transformation(step),
            53 => OneOff(step),
            >= 33 => Reverse(step),
            _ => null,
        };
        return command is null or { EffectiveDate: not null } || step.Back is not { } back ? command : command with { EffectiveDate = Today.AddDays(-back) };
    }

    /// <summary>Most often all that is available or a part of it; sometimes a cent more, or any sum.</summary>
    private static Money Sum(Step step, Money available) => (step.Size % 8) switch
    {
        < 4 => Money.Max(available, new Money(1)),
        4 => new Money((available.Cents / 2) + 1),
        5 => new Money(1),
        6 => new Money(available.Cents + 1),
        _ => new Money(step.Size + 1),
    };

    private AwardFirGrant Award(Step step)
    {
        var (id, year, amount, plans) = Grant(step);
        return new AwardFirGrant(id, year, amount, "Diagnostic", step.Pick % 2 == 0 ? "CONV" : null, step.Pick % 2 == 0 ? Day("2023-01-02") : null, plans);
    }

    private AwardTransformationGrant Transformation(Step step)
    {
        var (id, year, amount, plans) = Grant(step);
        return new AwardTransformationGrant(id, year, amount, "Transition", (CostCategory)(step.Pick % 5), step.Pick % 2 == 0 ? "CONV" : null, step.Pick % 2 == 0 ? Day("2023-01-02") : null, plans);
    }

    private GrantAciOneOff OneOff(Step step)
    {
        var (id, year, amount, plans) = Grant(step);
        return new GrantAciOneOff(id, year, amount, "Aide au démarrage", "ACI", plans);
    }

    private (string? Id, int Year, Money Amount, Sequence<InstalmentPlan> Plans) Grant(Step step)
    {
        var amount = new Money((step.Size % 1_500_000) + 3);
        var year = Today.AddDays(-(step.Back ?? 0)).Year - (step.Pick % 10 == 0 ? 1 : 0);
        var first = new Money(amount.Cents / 2);
        Sequence<InstalmentPlan> plans = step.Pick % 3 == 0 ? [new(Today, amount)] : [new(Today, first), new(Today, amount - first)];
        return (step.Pick % 8 == 0 ? null : $"g{step.Pick % 12}", year, amount, plans);
    }

    private AmendCommitment Amend(Step step, Commitment commitment)
    {
        var amount = new Money(step.Size % 5 == 0 ? commitment.Committed.Cents : (long)step.Size % ((2 * commitment.Committed.Cents) + 1));
        var third = new Money(amount.Cents / 3);
        Sequence<InstalmentPlan>? plans = step.Kind != 8 ? null
            : (step.Pick % 3) switch { 0 => [new(Today, amount)], 1 => [new(Today, third), new(Today, amount - third)], _ => [new(Today, third), new(Today, third), new(Today, amount - third - third)] };
        return new AmendCommitment(commitment.Ref.Id, amount, plans, step.Pick % 2 == 0 ? "CONV" : null, step.Pick % 2 == 0 ? Day("2023-01-02") : null);
    }

    private ReverseAct? Reverse(Step step)
    {
        var acts = Histories[step.Cpts].Where(recorded => ReversibleAct.Knows(recorded.Event)).ToList();
        return acts.Count == 0 ? null : new ReverseAct(acts[^((step.Pick % Math.Min(6, acts.Count)) + 1)].EventId, Sealed("erreur"));
    }
}
