using System.Text.Json.Serialization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>A financial entry as the API tells it; the names are those of LIFECYCLE section 6.</summary>
internal record EntryAnswer(
    long? Seq, Guid Event, DateTimeOffset RecordedAt, DateOnly EffectiveDate, Guid Cpts, string Region, string Department,
    FundingSource Source, int BudgetYear, string Commitment, int? Instalment, EntryKind Kind, Money Amount)
{
    public EntryAnswer(EntryRow it)
        : this(it.Position, it.EventId, it.RecordedAt, it.EffectiveDate, it.CptsId, it.RegionCode, it.DepartmentCode, it.Source, it.BudgetYear, it.CommitmentId, it.Instalment, it.Kind, it.Amount)
    {
    }

    public static EntryAnswer Of(EntryRow it) => new(it);

    /// <summary>An entry of an event that may not have its position yet.</summary>
    public static EntryAnswer Of(Entry it, LoggedEvent happened, Guid cpts) => new(
        happened.Position, happened.Id, happened.RecordedAt, it.EffectiveDate, cpts, it.Commitment.RegionCode, it.Commitment.DepartmentCode,
        it.Commitment.Source, it.Commitment.BudgetYear, it.Commitment.Id, it.Instalment, it.Kind, it.Amount);
}

/// <summary>An entry that one of two views has and the other has not.</summary>
internal sealed record DifferentEntryAnswer(DifferentEntry It) : EntryAnswer(It.Entry)
{
    [JsonIgnore]
    public DifferentEntry It { get; } = It;

    [JsonPropertyOrder(1)]
    public string Change => It.IsRemoved ? "removed" : "added";

    [JsonPropertyOrder(1)]
    public bool? Late => It.IsLate ? true : null;

    [JsonPropertyOrder(1)]
    public int? DaysLate => It.DaysLate > 0 ? It.DaysLate : null;
}
