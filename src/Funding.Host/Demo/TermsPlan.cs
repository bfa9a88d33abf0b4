using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Host.Demo;

/// <summary>Round amounts within a tariff: the functioning whole, the rest of the ceiling shared between the missions.</summary>
internal static class TermsPlan
{
    private const decimal FixedShare = 0.55m;
    private const decimal Step = 500m;

    private static readonly Dictionary<Mission, int> Weights = new()
    {
        [Mission.Access] = 30, [Mission.Pathways] = 25, [Mission.Prevention] = 17, [Mission.Crisis] = 13, [Mission.Quality] = 8, [Mission.Support] = 7,
    };

    /// <summary>The tariff of today, once its cells are filled for the size of the CPTS; null when there is none yet.</summary>
    public static AciTariff? TariffNow(CaseFile file)
        => file.World.TariffOn(file.Now) is { } tariff && SizeOf(file, tariff) is var size
            && tariff.Functioning(size, file.Now) is not null && tariff.Ceiling(size, file.Now) is not null ? tariff : null;

    /// <summary>Terms that use so many hundredths of what the tariff leaves to missions.</summary>
    public static Terms Of(CaseFile file, AciTariff tariff, IReadOnlyCollection<Mission> optional, int percent)
    {
        var functioning = tariff.Functioning(SizeOf(file, tariff), file.Now)!.Value;
        var room = (Ceiling(file, tariff) - functioning).ToEuros() * percent / 100m;
        var missions = tariff.CoreMissions.Concat(tariff.Facts.OptionalMissions.Where(optional.Contains)).Order().ToList();
        var sum = missions.Sum(mission => Weights[mission]);
        return new Terms(tariff.Id, functioning, missions.Select(mission => Shared(mission, room * Weights[mission] / sum)).ToSequence());
    }

    /// <summary>The terms of an amendment: those of a newer tariff, else an optional mission more, or one mission raised or lowered.</summary>
    public static Terms Amended(CaseFile file, AciTariff tariff, Terms now)
    {
        var room = Ceiling(file, tariff) - now.Total;
        if (now.Tariff != tariff.Id) return Of(file, tariff, [.. now.Missions.Select(it => it.Mission)], file.Dice.Between(75, 88));
        if (room >= Money.Euros(6_000) && file.Dice.Chance(40) && tariff.Facts.OptionalMissions.FirstOrDefault(mission => now.Find(mission) is null, Mission.Access) is var added and not Mission.Access)
            return now with { Missions = now.Missions.Append(Shared(added, room.ToEuros() * 0.6m)).OrderBy(it => it.Mission).ToSequence() };
        var chosen = file.Dice.Pick(now.Missions);
        var change = file.Dice.Chance(45) || room < Money.Euros(2_000) ? -(chosen.Fixed.ToEuros() * 0.2m) : room.ToEuros() * 0.5m;
        return now with { Missions = now.Missions.Select(it => it == chosen ? it with { Fixed = it.Fixed + Rounded(change) } : it).ToSequence() };
    }

    private static MissionTerms Shared(Mission mission, decimal euros) => new(mission, Rounded(euros * FixedShare), Rounded(euros * (1 - FixedShare)));

    private static Money Rounded(decimal euros) => Money.Euros(Math.Truncate(euros / Step) * Step);

    private static Money Ceiling(CaseFile file, AciTariff tariff) => tariff.Ceiling(SizeOf(file, tariff), file.Now)!.Value;

    private static int SizeOf(CaseFile file, AciTariff tariff) => tariff.ClassOf(file.Dossier.Territory.On(file.Now).Population);
}
