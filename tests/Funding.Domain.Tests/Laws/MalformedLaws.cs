using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Funding.Domain.Aci;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

/// <summary>Whatever nonsense is asked, at any point of any history, the answer is a decision: an exception would be a bug told as a breakdown.</summary>
public class MalformedLaws
{
    private static readonly Money[] Sums = [new(long.MinValue), new(long.MaxValue), new(Money.MaxCents), new(-Money.MaxCents), new(0), new(1), new(-1), new(2_300_001)];

    private static readonly DateOnly?[] Dates = [null, DateOnly.MinValue, DateOnly.MaxValue, Day("2016-01-25"), Day("2023-01-10"), Day("2023-02-01"), Day("2024-02-29")];

    private static readonly int[] Numbers = [int.MinValue, -1, 0, 1, 2, 3, 2012, 2023, 2024, 9999, int.MaxValue];

    private static readonly string?[] Texts = [null, "", " ", "g1", "g2", "c1", "r1", "P1", "84", "69", "69123", "W9R1011072", new string('x', 100_000), "\0", "é\ud800"];

    private static readonly SealedText?[] Reasons = [null, new("", ""), new(null, "t"), Sealed("x")];

    private static Gen<CptsCommand> Commands =>
        from sum in Gen.Elements(Sums)
        from other in Gen.Elements(Sums)
        from date in Gen.Elements(Dates)
        from day in Gen.Elements(Dates)
        from number in Gen.Elements(Numbers)
        from text in Gen.Elements(Texts)
        from word in Gen.Elements(Texts)
        from reason in Gen.Elements(Reasons)
        from count in Gen.Elements(0, 1, 2, 3, 61, 5_000)
        from kind in Gen.Choose(0, 32)
        select Make(kind, sum, other, date, day, number, text!, word!, reason!, count);

    private static CptsCommand Make(int kind, Money sum, Money other, DateOnly? date, DateOnly? day, int number, string text, string word, SealedText reason, int count)
    {
        var plans = Enumerable.Range(0, count).Select(i => new InstalmentPlan(day ?? default, i % 2 == 0 ? sum : other, (InstalmentKind)number)).ToSequence();
        Sequence<string> communes = count > 3 ? [] : [.. Enumerable.Repeat(word, count)];
        CptsCommand command = kind switch
        {
            0 => new RegisterCpts(Guid.Empty, text, word, text, communes, number, text, word, text, reason),
            1 => new ChangeCpts(text, word, communes, number, text, word, text, reason),
            2 => new AcceptLetterOfIntent(),
            3 => new RefuseLetterOfIntent(),
            4 => new SubmitHealthProject(),
            5 => new OpposeHealthProject((OppositionGround)number),
            6 => new ValidateHealthProject(),
            7 => new WithdrawCpts(reason),
            8 or 9 => new AwardFirGrant(text, number, sum, word, word, day, plans),
            10 or 11 => new AmendCommitment("g1", sum, count == 0 ? null : plans, word, day),
            12 => new CancelCommitment("g1"),
            18 => new AwardTransformationGrant(text, number, sum, word, (CostCategory)number, word, day, plans),
            19 => new GrantAciOneOff(text, number, sum, word, text, plans),
            13 => new Certify("g1", text, number, sum),
            14 => new Pay("g1", number, sum, text),
            15 => new RefusePayment("g1", number, reason),
            16 => new OrderRecovery("g1", text, sum, reason),
            17 => count % 2 == 0 ? new ReceiveRecovery("g1", text ?? "", sum) : new WaiveRecovery("g1", "r1", sum),
            21 => new OpenNegotiation(),
            22 or 23 => new ProposeTerms(number < 0 ? null : (Party)number, new Terms(count % 2 == 0 ? TariffOf2022.Id : text, sum, Missions(count, number).Select(it => new MissionTerms(it, sum, other)).ToSequence())),
            24 => new ApproveTerms(number, number < 0 ? null : (Party)(number % 4)),
            25 => new SignContract(day ?? default, number < 0 ? null : number) { SignedOn = date },
            26 => new StartMission(number, (Mission)count),
            27 => new DeployMission(number, (Mission)count),
            28 => new AssessYear(1, number, Missions(count, number).Select(it => new MissionRate(it, sum.Cents / 100_000m)).ToSequence()),
            29 => new AmendContract(number, day ?? default),
            30 => new SuspendContract(number, reason),
            31 => new ResumeContract(number, reason),
            32 => new TerminateContract(number, day ?? default, reason),
            _ => new ReverseAct(number < 0 ? Guid.Empty : EventId(number), reason),
        };
        return command with { EffectiveDate = date, Reference = word, Comment = reason };
    }

    private static IEnumerable<Mission> Missions(int count, int number) => Enumerable.Range(0, count).Select(i => (Mission)(count > 3 ? number : i));

    [Fact]
    public void The_deciders_never_throw()
    {
        var scene = Given(Registered("2023-01-10"), LetterAccepted("2023-01-10"), Granted("2023-01-11", "g1", 2023, null, Planned(100, 50)), new ServiceCertified(Fir("g1", 2023), "c1", 1, Euros(60)) { EffectiveDate = Day("2023-02-01") })
            .By(Leroy, new PaymentMade(Fir("g1", 2023), 1, Euros(50), "P1") { EffectiveDate = Day("2023-02-02") }, new RecoveryOrdered(Fir("g1", 2023), "r1", Euros(20), Sealed("x")) { EffectiveDate = Day("2023-02-03") });
        CptsState[] states = [CptsState.None, Given(Registered("2023-01-10")).State(), scene.State(), scene.Until("2027-01-01").State(), scene.By(Martin, GaveUp("2023-03-01")).State(),
            AciScene.Negotiating().State(), AciScene.Negotiating().Agreed("2019-12-10").State(), AciScene.Contracted().Agreed("2020-04-01").Then("2020-07-01", new StartMission(1, Mission.Access)).Until("2022-03-01").State(), AciScene.Contracted().Until("2025-03-01").State()];
        var context = new ActContext { Actor = Petit, Today = Day("2027-06-01"), FreshId = "fresh", Reference = new Gazetteer(), Envelopes = ImmutableDictionary<int, FirEnvelope>.Empty.Add(2023, Envelope(2023, 50)), Tariffs = ImmutableDictionary<string, AciTariff>.Empty.Add(TariffOf2022.Id, TariffOf2022.Known) };
        Law.Holds(Arb.From(Commands.ArrayOf(20)), commands =>
        {
            foreach (var command in commands)
            {
                foreach (var state in states)
                {
                    var decision = CptsDecider.Decide(command, state, context);
                    if (decision is Accepted accepted) FallingDue.Until(context.Today, accepted.Events.Aggregate(state, (all, happened) => CptsFold.Evolve(all, new Recorded<CptsEvent>(Guid.Empty, Petit, happened))) as Dossier ?? scene.Dossier(), context.Rules);
                    CptsDecider.EnvelopesOf(command, state).Count().ShouldBeLessThan(2);
                }
            }
        });
    }

    [Fact]
    public void The_decider_of_envelopes_never_throws()
    {
        var notifications =
            from total in Gen.Elements(Sums)
            from fungible in Gen.Elements(Sums)
            from part in Gen.Elements<Money?>([null, .. Sums.Select(sum => (Money?)sum)])
            from year in Gen.Elements(Numbers)
            from text in Gen.Elements(Texts)
            from date in Gen.Elements(Dates)
            from kind in Gen.Choose(0, 2)
            select kind == 2
                ? new SetCptsShare("84", year, total, text!) { EffectiveDate = date }
                : (EnvelopeCommand)new NotifyEnvelope(text == "69" ? text : "84", year, (NotificationKind)kind, total, fungible, part, part, part, text!) { EffectiveDate = date };
        var context = new EnvelopeContext(Day("2027-06-01"), new Gazetteer(), RuleSettings.Default, []);
        Law.Holds(Arb.From(notifications.ArrayOf(20)), commands =>
        {
            var envelope = Envelope(2024, 100);
            foreach (var command in commands)
            {
                if (EnvelopeDecider.Decide(command, envelope, context) is EnvelopeAccepted accepted) envelope = accepted.Events.Aggregate(envelope, (all, happened) => all.Evolve(happened));
                envelope.Refusal(command.EffectiveDate ?? context.Today, new Money(1), context.Rules);
                new FirEnvelope("84", command.Year).Refusal(context.Today, new Money(1), context.Rules).ShouldNotBeNull();
            }
        });
    }
}
