using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Engine.Storage;
using JasperFx.Events;
using Marten.Events.Projections;

namespace Funding.Marten.Views;

/// <summary>The money by region, from the streams of its CPTS and of its envelopes. Run by the daemon only: inline it would lose updates.</summary>
public sealed partial class RegionFinancings : MultiStreamProjection<RegionFinancing, string>
{
    /// <summary>The events that move money.</summary>
    public static Type[] Types { get; } =
    [
        .. EventTypes.Registry.Versions.Select(version => version.Type).Distinct()
            .Where(type => type.IsAssignableTo(typeof(CommitmentEvent)) || type == typeof(EnvelopeNotified) || type == typeof(CptsShareSet)),
    ];

    /// <summary>Of events that move money. One that names no region is of none, and thrown out when it is folded.</summary>
    public RegionFinancings()
    {
        foreach (var type in Types) IncludeType(type);
        Identity<CommitmentEvent>(happened => happened.Commitment?.RegionCode ?? "");
        Identity<EnvelopeNotified>(happened => happened.RegionCode ?? "");
        Identity<IEvent<CptsShareSet>>(happened => StreamId.RegionOfEnvelope(happened.StreamKey!) ?? "");
    }

    /// <inheritdoc/>
    public override RegionFinancing Evolve(RegionFinancing? snapshot, string id, IEvent e)
    {
        if (id.Length == 0) throw new InvalidOperationException("The event names no region.");
        var before = snapshot ?? new RegionFinancing(id);
        return e.Data switch
        {
            CommitmentEvent it => before with { Sums = before.Sums.With(it) },
            EnvelopeNotified it => Evolve(before, it.Year, it),
            CptsShareSet it => Evolve(before, int.Parse(e.StreamKey!.Split('-')[^1], CultureInfo.InvariantCulture), it),
            _ => before,
        };
    }

    /// <summary>By the domain's fold, without the comments: they are of the log alone.</summary>
    private static RegionFinancing Evolve(RegionFinancing before, int year, EnvelopeEvent happened)
    {
        if (happened.Reference is null) throw new InvalidOperationException("The decision has no reference.");
        var envelope = before.Envelopes.FirstOrDefault(it => it.Year == year) ?? new FirEnvelope(before.Id, year);
        return before with { Envelopes = before.Envelopes.Where(it => it.Year != year).Append(envelope.Evolve(happened with { Comment = null })).ToSequence() };
    }
}
