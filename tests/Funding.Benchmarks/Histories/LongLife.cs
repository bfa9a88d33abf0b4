using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Benchmarks.Histories;

/// <summary>
/// A CPTS that is given grant after grant while its project is written; opposed once or twice, in the end validated or withdrawn, or
/// still at work. Its acts are spread evenly until then, and what falls due by itself is recorded at its instant.
/// </summary>
internal sealed partial class LongLife : Story
{
    private const long NoMore = long.MaxValue;
    private const double LateInHundred = 8;
    private static readonly long LastSubmission = TimeSpan.FromDays(110).Ticks;

    private readonly Guid id;
    private readonly int number;
    private readonly PlannedTerritory place;
    private readonly Agency agency;
    private readonly ReferenceData reference;
    private readonly ISealer sealer;
    private readonly double share;
    private readonly long begin;
    private readonly long end;
    private readonly long until;
    private readonly bool withdraws;

    private PhaseName phase = PhaseName.Intention;
    private DateOnly since;
    private DateOnly accepted;
    private DateOnly submitted;
    private DateOnly deemedOn;
    private (Turn Turn, long At) planned;
    private long bars;
    private long step = NoMore;
    private int oppositions;
    private Territory territory;
    private int changes;

    public LongLife(Guid id, int number, PlannedTerritory place, Agency agency, ReferenceData reference, LongHistory history, double share, ISealer sealer, Dice dice)
        : base(reference.ZoneOf(place.RegionCode), history.Counted, dice)
    {
        (this.id, this.number, this.place, this.agency, this.reference, this.share, this.sealer) = (id, number, place, agency, reference, share, sealer);
        until = history.Until.Ticks;
        var span = until - history.Start.Ticks;
        begin = history.Start.Ticks + Part(span, 1, 250);
        var validated = dice.Chance(60);
        withdraws = !validated && dice.Chance(8);
        end = validated || withdraws ? Math.Max(begin, Math.Min(begin + Part(until - begin, 450, 970), until - LastSubmission)) : until;
        oppositions = dice.Chance(35) ? dice.Between(1, 2) : 0; // still to come
        territory = new Territory(place.DepartmentCode, place.Communes, reference.PopulationOf(place.Communes));
        bars = FirstOfJanuary(new DateTimeOffset(begin, TimeSpan.Zero).Year + 1);
        Plan(Turn.Register, begin);
        Next = planned.At;
    }

    protected override void Act()
    {
        if (planned.Turn != Turn.None && planned.At == Next) Take();
        else if (bars == Next) Bar();
        else Step();
        Next = Math.Min(planned.Turn == Turn.None ? NoMore : planned.At, Math.Min(bars, step));
    }

    private void Step()
    {
        if (phase == PhaseName.Withdrawn || Dice.Chance(0.8) || !MoveMoney()) Change();
        step = Spent >= share || (Counted == Counted.Entries && Idle) ? NoMore
            : Instant(Math.Max(Next + Part(Mean, 50, 300), begin + Part(Mean, 0, 1_000) + (long)((end - begin) * (Spent / share))));
    }

    /// <summary>The mean time between two acts.</summary>
    private long Mean => Math.Max(TimeSpan.TicksPerMinute, (long)((end - begin) / share));

    private bool Idle => phase == PhaseName.Withdrawn || (phase == PhaseName.Validated && open.Count == 0);

    private void Register()
    {
        since = Today;
        Store(id, agency.Officer, new CptsRegistered(
            place.Name, place.RegionCode, territory, Dice.Pick(["rural", "urbain", "mixte"]), new Identifiers(SyntheticIdentifiers.Siret(number), SyntheticIdentifiers.Rna(number)),
            sealer.Seal($"contact-{number:0000}@cpts.example", "contact"), Synthetic: true) { EffectiveDate = Today });
    }

    /// <summary>Something that moves no money.</summary>
    private void Change()
    {
        CptsEvent changed = (++changes % 3) switch
        {
            0 when territory.Communes.Count > 4 => new TerritoryChanged(territory = Smaller()) { EffectiveDate = Today },
            1 => new CptsRenamed($"{place.Name} {changes}") { EffectiveDate = Today },
            _ => new ContactChanged(sealer.Seal($"contact-{number:0000}-{changes}@cpts.example", "contact")) { EffectiveDate = Today },
        };
        Store(id, agency.OtherOfficer, changed);

        Territory Smaller()
        {
            var communes = territory.Communes.Take(territory.Communes.Count - 1).ToSequence();
            return territory with { Communes = communes, Population = reference.PopulationOf(communes) };
        }
    }

    /// <summary>Today, or for an act recorded late some days before, but not before another.</summary>
    private DateOnly Effective(DateOnly earliest)
    {
        if (!Dice.Chance(LateInHundred)) return Today;
        var late = Today.AddDays(-Dice.Between(3, 45));
        return late > earliest ? late : earliest;
    }

    private void Plan(Turn turn, long at) => planned = (turn, Math.Max(Next, Instant(at)));

    private long FirstOfJanuary(int year) => Zone.StartOf(new DateOnly(year, 1, 1)).UtcTicks;

    /// <summary>So many thousandths of it.</summary>
    private long Part(long whole, int least, int most) => whole / 1_000 * Dice.Between(least, most);
}
