using Funding.Engine.Naming;
using Funding.Engine.Storage;

namespace Funding.Engine.Appending;

/// <summary>Something to be told, as it waits for it: ids, codes and amounts, no name and no free text.</summary>
/// <param name="Id">Its own id, which it keeps on all its ways.</param>
/// <param name="EventId">The event that causes it.</param>
/// <param name="Kind">What it is about, as the public writes it.</param>
/// <param name="Region">The region's INSEE code.</param>
/// <param name="CptsId">The CPTS, or null when it is about none.</param>
/// <param name="RecordedAt">When the event was recorded.</param>
/// <param name="Department">The department of the CPTS then, or null.</param>
/// <param name="Roles">Who is told, separated by commas.</param>
/// <param name="Data">The notice as JSON.</param>
public sealed record OutboxRow(
    Guid Id, Guid EventId, string Kind, string Region, Guid? CptsId, DateTimeOffset RecordedAt, string? Department, string Roles, string Data)
{
    /// <summary>The rows of acts that are stored together. Ids grow: what is told of one act is told in its order.</summary>
    internal static IReadOnlyList<OutboxRow> Of(IEnumerable<Append> appends)
    {
        var told = appends.SelectMany(append => append.Notices.Select(notice => (append.RecordedAt, Out: notice))).ToList();
        return told.Zip(told.Select(_ => Guid.CreateVersion7()).Order(), (it, id) => new OutboxRow(
            id, it.Out.EventId, Slug.Of(it.Out.Notice.Kind), it.Out.Notice.RegionCode, it.Out.CptsId, it.RecordedAt, it.Out.DepartmentCode,
            string.Join(',', it.Out.Notice.Roles.Select(Slug.Of)), EventJson.Write(it.Out.Notice))).ToList();
    }
}
