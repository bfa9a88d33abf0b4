using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Desks;

/// <summary>All that waits of one kind, a page of it.</summary>
public sealed record WaitingListModel
{
    /// <summary>All of it.</summary>
    public required WaitingSection Section { get; init; }

    /// <summary>What is shown.</summary>
    public required Page<WaitingItem> Page { get; init; }

    /// <summary>Whether it is the first page.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Who looks at it.</summary>
    public required PersonId Person { get; init; }

    /// <summary>The names still known of those who certified what is shown.</summary>
    public required IReadOnlyDictionary<PersonId, string> Names { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }
}
