using Funding.Domain.Rights;

namespace Funding.Host.Security;

/// <summary>Who looks at a page: one per request, known before any page is read. Pages show what this caller may see, and acts are performed in their name.</summary>
public sealed class Visitor
{
    private (Caller Caller, string Name)? known;

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsKnown => known is not null;

    /// <summary>The person with their role and scope.</summary>
    public Caller Caller => Known.Caller;

    /// <summary>Their name, as it is shown.</summary>
    public string Name => Known.Name;

    private (Caller Caller, string Name) Known => known ?? throw new InvalidOperationException("A page was read for nobody: the filter of pages comes first.");

    /// <summary>Says who it is.</summary>
    public void Is(Caller caller, string name) => known = (caller, name);
}
