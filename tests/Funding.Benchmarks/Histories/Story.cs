using System.Buffers.Binary;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Host.Demo;

namespace Funding.Benchmarks.Histories;

/// <summary>One that acts again and again: a CPTS, or the envelopes of a region.</summary>
internal abstract class Story(TimeZoneInfo zone, Counted counted, Dice dice)
{
    private List<PastEvent> told = [];

    /// <summary>The instant (UTC ticks) of its next act.</summary>
    public long Next { get; protected set; }

    /// <summary>How much of what is counted it has told.</summary>
    public int Spent { get; private set; }

    protected Counted Counted { get; } = counted;

    protected Dice Dice { get; } = dice;

    protected TimeZoneInfo Zone { get; } = zone;

    protected DateTimeOffset Now { get; private set; }

    protected DateOnly Today { get; private set; }

    /// <summary>Acts once, and says when it will again.</summary>
    public void Tell(List<PastEvent> events)
    {
        told = events;
        Now = new DateTimeOffset(Next, TimeSpan.Zero);
        Today = Zone.DayOf(Now);
        Act();
    }

    protected abstract void Act();

    protected Guid Store(Guid cpts, PersonId actor, CptsEvent happened)
    {
        var id = FreshId();
        told.Add(new PastCptsEvent(cpts, id, actor, Now, happened));
        Spent += Counted == Counted.Events ? 1 : Entries.Of(happened).Count();
        return id;
    }

    protected void Store(string region, int year, PersonId actor, EnvelopeEvent happened)
    {
        told.Add(new PastEnvelopeEvent(region, year, FreshId(), actor, Now, happened));
        if (Counted == Counted.Events) Spent++;
    }

    /// <summary>To the microsecond, as PostgreSQL keeps instants.</summary>
    protected static long Instant(long ticks) => ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond;

    /// <summary>An id that begins with its instant (version 7), as the host's own do: indexes are filled in the same order.</summary>
    private Guid FreshId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (Now.ToUnixTimeMilliseconds() << 16) | 0x7000 | ((long)Dice.Next() & 0xFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Dice.Next() >> 2) | (1UL << 63));
        return new Guid(bytes, bigEndian: true);
    }
}
