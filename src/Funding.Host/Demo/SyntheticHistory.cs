using Funding.Domain;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Host.Reference;

namespace Funding.Host.Demo;

/// <summary>
/// A made-up history on real territories: every event was decided by the rules, every CPTS says that it is synthetic, and so does
/// every envelope whose figures no source gives.
/// </summary>
public static class SyntheticHistory
{
    private static readonly DateOnly PublicCount = new(2024, 2, 1);

    /// <summary>The events in the order of their recording; the same for the same options, but for the form of sealed texts.</summary>
    /// <param name="options">How many, over which years, ending when.</param>
    /// <param name="reference">Territories and their legal time.</param>
    /// <param name="sealer">Seals contacts, comments and reasons.</param>
    /// <param name="people">The ids of <see cref="People"/> by subject; null to make them up too.</param>
    /// <exception cref="InvalidOperationException">A rule refused what the plan held possible: nothing is passed over.</exception>
    public static IEnumerable<PastEvent> Generate(DemoOptions options, ReferenceData reference, ISealer sealer, IReadOnlyDictionary<string, PersonId>? people = null)
    {
        var world = new World(DemoOptions.Checked(options), reference, sealer);
        Begin(world, new Cast(options.Seed, people));
        do
            while (world.Recorded.TryDequeue(out var happened)) yield return happened;
        while (world.Agenda.Step());
    }

    /// <summary>Everybody who may act in the history of these options.</summary>
    public static IReadOnlyList<FictivePerson> People(DemoOptions options, ReferenceData reference)
        => [.. Cast.All(reference.Regions, Places(DemoOptions.Checked(options), reference))];

    private static IReadOnlyList<PlannedTerritory> Places(DemoOptions options, ReferenceData reference)
        => TerritoryPlan.Make(options.Cpts, reference, new Dice(options.Seed, "places"));

    private static void Begin(World world, Cast cast)
    {
        var options = world.Options;
        var ids = new Dice(options.Seed, "tariffs");
        var tariffs = ReferenceFiles.AciTariffs();
        foreach (var tariff in tariffs) world.Publish(ids.Guid(), tariff);
        var ceilings = new MadeUpCeilings(world, cast.Find(Cast.Administrator), ids);
        foreach (var (before, tariff) in tariffs.Zip(tariffs.Skip(1))) world.Agenda.Begin(ceilings.Fill(before.Facts, tariff));
        var dice = new Dice(options.Seed, "country");
        var places = Places(options, world.Reference);
        var offices = world.Reference.Regions.ToDictionary(region => region.Code, region => cast.Offices(region.Code), StringComparer.Ordinal);
        var budget = Notify(world, places, offices, cast.Find(Cast.Administrator), dice);
        var destinies = Destinies(options.Cpts);
        dice.Shuffle(destinies);
        var lives = places.Zip(destinies).Select((life, i) =>
        {
            var own = new Dice(options.Seed, $"life {i}");
            var zone = world.Reference.ZoneOf(life.First.RegionCode);
            var plan = LifePlan.Of(life.Second, zone.DayOf(options.Start), zone.DayOf(options.Until), own);
            var id = own.Guid();
            return new LifeStory(new CaseFile(world, id, life.First.RegionCode, own), id, i + 1, life.First, plan, offices[life.First.RegionCode], cast.Find(Cast.Association(i + 1)), budget);
        });
        foreach (var life in lives.ToList()) world.Agenda.Begin(life.Tell());
    }

    /// <summary>
    /// The destinies in the shares of the public count: pre-projects, letters accepted, projects validated without a contract, contracts
    /// signed. The public count leaves out those that are over: they are among the signed here.
    /// </summary>
    internal static Destiny[] Destinies(int cpts)
    {
        var count = ReferenceFiles.Funnel().Single(row => row.Date == PublicCount);
        var shares = Apportionment.Share(cpts, [count.PreProject!.Value, count.LetterAccepted!.Value, count.ProjectValidated!.Value, count.AciSigned!.Value]);
        return [
            .. Enumerable.Repeat(new Destiny(Stage.Intention), shares[0]),
            .. Enumerable.Range(0, shares[1]).Select(i => new Destiny(i % 3 == 2 ? Stage.Submitted : Stage.Project)),
            .. Enumerable.Range(0, shares[2]).Select(i => new Destiny(i % 4 == 3 ? Stage.Validated : Stage.Negotiating, IsDeemed(i))),
            .. Enumerable.Range(0, shares[3]).Select(i => new Destiny((i % 50) switch { 7 => Stage.Suspended, 13 or 38 => Stage.Ended, _ => Stage.Contracted }, IsDeemed(i)))];

        static bool IsDeemed(int i) => i % 3 == 1;
    }

    private static FirBudget Notify(World world, IReadOnlyList<PlannedTerritory> places, Dictionary<string, Offices> offices, PersonId admin, Dice dice)
    {
        var plan = new EnvelopePlan(world.Reference);
        var perRegion = places.CountBy(place => place.RegionCode).ToDictionary(StringComparer.Ordinal);
        var known = new Dictionary<(string, int), DateTimeOffset>();
        for (var year = world.Options.Start.Year; year <= world.Options.Until.Year; year++)
        {
            foreach (var envelope in plan.Of(year, dice))
            {
                var story = new EnvelopeStory(world, admin, offices[envelope.RegionCode].Ars, envelope, Share(perRegion.GetValueOrDefault(envelope.RegionCode)), dice);
                known[(envelope.RegionCode, year)] = story.KnownFrom;
                world.Agenda.Begin(story.Tell());
            }
        }

        return new FirBudget(known);

        // Two regions of three reserve a share, near what their CPTS will ask for in a year.
        Money? Share(int cpts) => dice.Chance(66) ? Money.Euros(Math.Max(5, cpts * dice.Between(90, 180) / world.Options.Years / 25) * 10_000) : null;
    }
}
