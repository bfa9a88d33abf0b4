namespace Funding.Host.Web;

/// <summary>What a route of the pages asks of the filter of all pages.</summary>
internal static class PageMarks
{
    /// <summary>Shown to who is not signed in too: the visitor may be unknown.</summary>
    public static TBuilder IsPublic<TBuilder>(this TBuilder page) where TBuilder : IEndpointConventionBuilder => page.WithMetadata(new Public());

    /// <summary>The handler looks at <see cref="PagePost.Fits"/> itself, and records nothing of a post that does not fit.</summary>
    public static TBuilder TakesUnfitPosts<TBuilder>(this TBuilder page) where TBuilder : IEndpointConventionBuilder => page.WithMetadata(new Unfit());

    /// <summary>Every request for it is a try to sign in, and counted as one.</summary>
    public static TBuilder IsTry<TBuilder>(this TBuilder page) where TBuilder : IEndpointConventionBuilder => page.WithMetadata(new Try());

    /// <summary>Asked for by a page and not by its reader: it does not keep the session from ending by idleness.</summary>
    public static TBuilder KeepsNoSession<TBuilder>(this TBuilder page) where TBuilder : IEndpointConventionBuilder => page.WithMetadata(new Unasked());

    internal static bool IsPublic(HttpContext http) => Has<Public>(http);

    internal static bool TakesUnfitPosts(HttpContext http) => Has<Unfit>(http);

    internal static bool IsTry(HttpContext http) => Has<Try>(http);

    internal static bool KeepsSession(HttpContext http) => !Has<Unasked>(http);

    private static bool Has<TMark>(HttpContext http) where TMark : class => http.GetEndpoint()?.Metadata.GetMetadata<TMark>() is not null;

    private sealed class Public;

    private sealed class Unfit;

    private sealed class Try;

    private sealed class Unasked;
}
