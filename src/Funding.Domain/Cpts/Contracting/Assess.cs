using Funding.Domain.Aci;
using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Assess a contract year (dialogue de gestion, R19): its variable parts are owed, its balances may be certified.</summary>
/// <remarks>
/// Refusals once well formed (exactly the missions started before the year closed, and not yet assessed), in this order: already-exists,
/// wrong-phase, assessment-too-early.
/// </remarks>
/// <param name="Contract">The contract.</param>
/// <param name="Year">The contract year, from 1.</param>
/// <param name="Missions">The achieved rates.</param>
public sealed record AssessYear(int Contract, int Year, Sequence<MissionRate> Missions) : ContractCommand(Contract);

internal static class Assessing
{
    private const int RateDecimals = 4;

    public static Decision Decide(AssessYear command, Dossier dossier, Contract contract, ActContext context)
    {
        var on = context.DateOf(command);
        var asked = new AciYearAssessed(contract.Number, command.Year, command.Missions.OrderBy(it => it.Mission).ToSequence()) { EffectiveDate = on }.From(command);
        var earlier = contract.Assessments.Where(it => it.Event.Year == command.Year).Select(it => it.Event).ToList();
        var same = earlier.Exists(known => Judging.IsSame(command, asked, known));
        if (!same && (command.Year < 1 || command.Year > contract.TermYears || contract.Opening(command.Year) >= contract.Over)) return Decision.No(new NotFound());

        var assessed = earlier.SelectMany(it => it.Missions).Select(it => it.Mission).ToHashSet();
        var expected = same ? [] : Started(dossier, contract, command.Year).Except(assessed).Order().ToList();
        var repeats = earlier.Count > 0 && expected.Count == 0;
        if (context.Faults(command, [.. Faults(command), repeats ? null : MissionsFault(asked, expected)]) is { } invalid) return invalid;
        if (same) return Decision.Nothing;
        if (repeats) return Decision.No(new AlreadyExists($"{contract.Number}/{command.Year}"));

        var closing = contract.Closing(command.Year);
        var refusal = dossier.PhaseOn(on) is not (Contracted or ContractSuspended or Ended) ? dossier.WrongPhase(on)
            : on < closing ? new AssessmentTooEarly(on, closing) : null;
        return refusal is null ? dossier.Settled(on, context.Today, asked) : Decision.No(refusal);
    }

    /// <summary>Whether a number can be an achieved rate: 0 to 1, with at most four decimals (R19).</summary>
    public static bool IsRate(decimal rate) => rate is >= 0 and <= 1 && decimal.Round(rate, RateDecimals) == rate;

    /// <summary>Whether the year is still to be assessed, wholly or for missions recorded late; a year that the termination cuts, only if a mission has started in it.</summary>
    public static bool IsPending(Dossier dossier, Contract contract, int year)
        => contract.RatesOf(year) is { } rates ? Started(dossier, contract, year).Any(mission => !rates.ContainsKey(mission))
            : !contract.IsCutShort(year) || Started(dossier, contract, year).Any();

    /// <summary>The missions with a line in the year, started before the year closed.</summary>
    public static IEnumerable<Mission> Started(Dossier dossier, Contract contract, int year)
    {
        var facts = dossier.Contracts.FactsOf(contract);
        return OwedLines.Of(facts, year)
            .Where(line => line.Year == year && line.Kind == LineKind.Fixed)
            .Select(line => line.Mission!.Value)
            .Where(mission => facts.Starts[mission] < contract.Closing(year));
    }

    private static Fault? MissionsFault(AciYearAssessed asked, List<Mission> expected)
        => Judging.When(!asked.Missions.Select(it => it.Mission).SequenceEqual(expected), "/missions",
            expected.Count == 0 ? "Aucune mission n'a commencé avant la clôture de cette année : la liste est vide."
                : $"Donnez le taux de chacune des missions commencées avant la clôture de l'année et non encore évaluées, et d'elles seules ({expected.Count}).");

    private static IEnumerable<Fault?> Faults(AssessYear command)
    {
        for (var i = 0; i < command.Missions.Count; i++)
        {
            var rate = command.Missions[i].AchievedRate;
            yield return Judging.When(!IsRate(rate), $"/missions/{i}/achievedRate", "Le taux est entre 0 et 1, avec au plus quatre décimales.");
            yield return Judging.When(command.Missions.Take(i).Any(other => other.Mission == command.Missions[i].Mission), $"/missions/{i}/mission", "Cette mission figure déjà plus haut.");
        }
    }
}
