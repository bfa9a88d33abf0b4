using Funding.Host.Api.OpenApi;

namespace Funding.Host.Api.Reads;

/// <summary>Parameters that several reads document alike.</summary>
internal static class Docs
{
    public static readonly QueryDoc[] Moment =
    [
        new("asOf", "As known at this instant, inclusive (RFC 3339 with offset).", "date-time"),
        new("effectiveOn", "For acts effective on or before this day.", "date"),
    ];

    public static readonly QueryDoc[] Page = [new("page[size]", "Items per page, 1 to 1000; 50 by default.", "integer"), new("page[after]", "The `next` of the page before.")];

    public static readonly QueryDoc[] Period =
    [
        new("budgetYear", "Of the commitments.", "integer"),
        new("from", "First effective day, inclusive.", "date"),
        new("to", "Last effective day, inclusive.", "date"),
    ];
}
