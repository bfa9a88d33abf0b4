using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Engine.Storage;
using Funding.Marten.Folding;
using Marten;

namespace Funding.Benchmarks.Engines.Bare;

/// <summary>An order to pay back, as the bare program takes it.</summary>
public sealed record BareRecovery(Guid CptsId, string Commitment, Money Amount, SealedText Reason, DateOnly On);

/// <summary>A grant, as the bare program takes it.</summary>
public sealed record BareAward(Guid CptsId, string RegionCode, int Year, Money Amount, DateOnly On);

/// <summary>What both answer.</summary>
/// <param name="Version">The version of the dossier afterwards.</param>
public sealed record BareAnswer(long Version);

/// <summary>What both tell, by the durable outbox.</summary>
public sealed record BareTold(Guid Id, string Kind, Guid CptsId, string RegionCode, DateOnly On, string Commitment, int BudgetYear, decimal Amount);

/// <summary>One event on one stream, and a message.</summary>
public static class BareRecoveryHandler
{
    /// <summary>Folds the dossier and adds to it, with none of our rules; Wolverine stores the event and the message together.</summary>
    public static async Task<(BareAnswer Answer, BareTold Told)> Handle(BareRecovery act, IDocumentSession session, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<CptsDocument>(StreamId.OfCpts(act.CptsId), cancellation);
        var line = ((Dossier)stream.Aggregate!.State).Commitments[act.Commitment].Ref;
        stream.AppendOne(new RecoveryOrdered(line, Guid.CreateVersion7().ToString(), act.Amount, act.Reason) { EffectiveDate = act.On });
        return (new(stream.Aggregate.Version + 1), new(Guid.CreateVersion7(), nameof(RecoveryOrdered), act.CptsId, line.RegionCode, act.On, line.Id, line.BudgetYear, act.Amount.Cents / 100m));
    }
}

/// <summary>One event on each of two streams, and a message.</summary>
public static class BareAwardHandler
{
    /// <summary>Holds the envelope, folds the dossier and adds to both, with none of our rules but that the credit suffices.</summary>
    public static async Task<(BareAnswer Answer, BareTold Told)> Handle(BareAward act, IDocumentSession session, CancellationToken cancellation)
    {
        var envelope = await session.Events.FetchForExclusiveWriting<BareEnvelope>(StreamId.OfEnvelope(act.RegionCode, act.Year), cancellation);
        var stream = await session.Events.FetchForWriting<CptsDocument>(StreamId.OfCpts(act.CptsId), cancellation);
        if (envelope.Aggregate!.CommittedCents + act.Amount.Cents > envelope.Aggregate.AuthorisedCents) throw new InvalidOperationException("The credit does not suffice.");
        var line = new CommitmentRef($"fir-{Guid.CreateVersion7()}", FundingSource.Fir, act.Year, act.RegionCode, ((Dossier)stream.Aggregate!.State).Territory.Latest.DepartmentCode);
        stream.AppendOne(new FirGrantAwarded(line, act.Amount, "Temps de coordination", new($"CONV-{act.Year}", act.On), [new(1, InstalmentKind.Whole, act.On.AddDays(60), act.Amount)]) { EffectiveDate = act.On });
        envelope.AppendOne(new CreditCommitted(act.CptsId, line.Id, act.Amount) { EffectiveDate = act.On });
        return (new(stream.Aggregate.Version + 1), new(Guid.CreateVersion7(), nameof(FirGrantAwarded), act.CptsId, act.RegionCode, act.On, line.Id, act.Year, act.Amount.Cents / 100m));
    }
}

/// <summary>Takes what was told.</summary>
public static class BareToldHandler
{
    /// <summary>Does nothing: that it arrived and is marked is all.</summary>
    public static void Handle(BareTold told) => ArgumentNullException.ThrowIfNull(told);
}
