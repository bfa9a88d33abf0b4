using System.Collections.Immutable;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

/// <summary>The acts of negotiations and contracts in a generated history. The second CPTS has a contract from the first day.</summary>
internal sealed partial class World
{
    private const string NoCeiling = "aci-sans-plafond";

    private static readonly Mission[] Missions = [Mission.Access, Mission.Pathways, Mission.Prevention, Mission.Crisis];

    /// <summary>One in force, one that is no longer, and one whose ceilings nobody has entered.</summary>
    private static readonly ImmutableDictionary<string, AciTariff> Tariffs = ImmutableDictionary<string, AciTariff>.Empty
        .Add(TariffOf2022.Id, TariffOf2022.Known).Add(TariffOf2019.Id, TariffOf2019.With())
        .Add(NoCeiling, AciTariff.Fold(NoCeiling, [new AciTariffPublished(NoCeiling, TariffOf2022.Known.Facts with { Cells = TariffOf2022.Known.Facts.Cells.Where(it => it.Cell.Item != TariffItem.Ceiling).ToSequence() }) { EffectiveDate = Day("2018-01-01"), Reference = "JO" }]));

    private IEnumerable<CptsCommand> FirstContract() =>
    [
        new SubmitHealthProject(), new ValidateHealthProject(), new OpenNegotiation(), new ProposeTerms(Party.Cpam, AciScene.Terms()),
        new ApproveTerms(1, Party.Cpts), new ApproveTerms(1, Party.Cpam), new ApproveTerms(1, Party.Ars), new SignContract(Day("2023-01-31"), null),
    ];

    private IEnumerable<CptsCommand> OnContracts(Step step)
    {
        var on = step.Back is { } back ? Today.AddDays(-back) : (DateOnly?)null;
        if (step.Kind is >= 54 and <= 56)
        {
            yield return new ProposeTerms((Party)(step.Size % 3), Terms(step)) { EffectiveDate = on };
            if (step.Pick % 5 == 0 || Dossier(step.Cpts).Negotiation.Open is not { } round) yield break;
            foreach (var party in round.Missing.Skip(step.Pick % 7 == 0 ? 1 : 0)) yield return new ApproveTerms(round.Proposal.Round, party) { EffectiveDate = on };
            if (step.Kind == 56 && Dossier(step.Cpts).Contracts.Last is { } amended) yield return new AmendContract(amended.Number, on ?? Today) { EffectiveDate = on };
        }
        else if (step.Kind == 73 && Dossier(step.Cpts).Contracts.Last is { } cut)
        {
            var late = Today.AddDays(-(step.Size % 90));
            if (Payable(step) is var (owed, part) && part.Certified < part.Amount) yield return new Certify(owed.Ref.Id, null, part.Number, part.Amount - part.Certified);
            if (step.Pick % 2 == 0) yield return new TerminateContract(cut.Number, late, Sealed("tardif")) { EffectiveDate = late };
        }
        else if (step.Kind >= 74)
        {
            if (Payable(step) is not var (line, instalment)) yield break;
            if (instalment.Certified < instalment.Amount) yield return new Certify(line.Ref.Id, null, instalment.Number, instalment.Amount - instalment.Certified);
            if (step.Kind > 74) yield return new Pay(line.Ref.Id, instalment.Number, instalment.Amount - instalment.Paid, $"V{Histories[step.Cpts].Count}");
        }
        else if (Contracting(step, on) is { } command)
        {
            yield return command with { EffectiveDate = on };
        }
    }

    private CptsCommand? Contracting(Step step, DateOnly? on)
    {
        var dossier = Dossier(step.Cpts);
        var contracts = dossier.Contracts;
        var contract = contracts.All.Count > 1 && step.Pick % 4 == 0 ? contracts.All[^2] : contracts.Last;
        var day = on ?? Today;
        if (step.Kind == 57) return step.Pick % 2 == 0 || dossier.Phase is Validated ? new OpenNegotiation() : new ApproveTerms(Math.Max(1, dossier.Negotiation.Rounds.Count - (step.Pick % 3)), (Party)(step.Size % 3));
        if (step.Kind is 58 or 59 || contract is null) return new SignContract(Later(contract?.Over ?? day, day).AddDays((step.Size % 200) - 20), contract is null || step.Pick % 9 == 0 ? null : contracts.Last!.Number);
        return step.Kind switch
        {
            <= 62 => new StartMission(contract.Number, Missions[step.Pick % 4]),
            63 => new DeployMission(contract.Number, Missions[step.Pick % 4]),
            <= 66 => Assessment(step, dossier, contract),
            <= 68 => new AmendContract(contract.Number, day.AddDays(step.Pick % 3 == 0 ? step.Size % 300 : 0)),
            69 => dossier.Phase is ContractSuspended == (step.Pick % 8 > 0) ? new ResumeContract(contract.Number, Sealed("fini")) : new SuspendContract(contract.Number, Sealed("contrôle")),
            70 => new ResumeContract(contract.Number, Sealed("fini")),
            _ => step.Pick % 2 > 0 ? null : new TerminateContract(contract.Number, day.AddDays(step.Size % 250), Sealed("accord")),
        };
    }

    /// <summary>A line's instalment that is not paid whole, an advance rather than a balance.</summary>
    private (Commitment Line, Instalment Instalment)? Payable(Step step)
    {
        var open = Dossier(step.Cpts).Commitments.Values.Where(it => it.Line is not null).OrderBy(it => it.Ref.Id, StringComparer.Ordinal)
            .SelectMany(line => line.Instalments.Where(it => it.Amount > it.Paid && (it.Kind != InstalmentKind.Balance || step.Pick % 5 == 0)), (line, it) => (line, it)).ToList();
        return open.Count == 0 ? null : open[step.Size % open.Count];
    }

    /// <summary>Of the first year not wholly assessed, with the rates that it lacks; sometimes of another.</summary>
    private static AssessYear Assessment(Step step, Dossier dossier, Contract contract)
    {
        var lacking = Enumerable.Range(1, contract.TermYears).Select(year => (Year: year, Missions: Lacking(dossier, contract, year))).FirstOrDefault(it => it.Missions is not null, (step.Pick % 5, []));
        var year = step.Pick % 11 == 0 ? 1 + (step.Size % 5) : lacking.Year;
        return new AssessYear(contract.Number, year, lacking.Missions!.Select((mission, i) => new MissionRate(mission, (step.Size + (i * 777)) % 10_001 / 10_000m)).ToSequence());
    }

    /// <summary>The missions to assess in a year; null when it is wholly assessed.</summary>
    private static List<Mission>? Lacking(Dossier dossier, Contract contract, int year)
    {
        var assessed = contract.RatesOf(year);
        var lines = OwedLines.Of(dossier.Contracts.FactsOf(contract), contract.TermYears).Where(line => line.Year == year && line.Kind == LineKind.Fixed);
        var missions = lines.Select(line => line.Mission!.Value).Where(mission => dossier.Contracts.StartsOf(contract)[mission] < contract.Closing(year) && assessed?.ContainsKey(mission) != true).ToList();
        return missions.Count > 0 || assessed is null ? missions : null;
    }

    /// <summary>Most often sound; now and then breaking one of the rules of R16.</summary>
    private static Terms Terms(Step step)
    {
        var fault = step.Pick % 16;
        decimal Of(int most) => step.Size % (most * 100) / 100m;
        MissionTerms[] core =
        [
            new(Mission.Access, Euros(fault == 5 ? 350_000 : Of(40_000)), Euros(30_000)),
            new(Mission.Pathways, Euros(Of(30_000)), Euros(Of(20_000))),
            new(Mission.Prevention, Euros(fault == 4 ? 20_001 : 20_000), Euros(Of(9_999))),
        ];
        return new(
            fault switch { 0 => TariffOf2019.Id, 1 => NoCeiling, _ => TariffOf2022.Id }, Euros(fault == 3 ? 60_001 : 30_000 + Of(20_000)),
            [.. fault switch { 0 => core[..2], 2 => core[1..], _ => core }, .. fault > 9 ? [new MissionTerms(Mission.Crisis, Euros(Of(10_000)), Euros(Of(5_000)))] : Array.Empty<MissionTerms>()]);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
