using Funding.Host.Settings;
using Funding.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Browser.Tests.Sites;

/// <summary>The pages that the program maps, so that none can be forgotten: a new one is looked at without a word here.</summary>
internal static class PageRoutes
{
    /// <summary>What a page's script asks for, files to be downloaded, and the forms of acts, which have tests of their own.</summary>
    private static readonly string[] NoPages = ["/exports/", "/flux", "/registre/avancement", "/actes/"];

    /// <summary>Their address patterns, such as <c>/cpts/{id:guid}</c>.</summary>
    public static IReadOnlyList<string> All { get; } = Read();

    private static List<string> Read()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(new FundingSettings()).AddFundingPages();
        var app = builder.Build();
        app.MapFundingPages();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(it => it.Endpoints).OfType<RouteEndpoint>()
            .Where(it => it.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(it => it.RoutePattern.RawText!).Where(it => !NoPages.Any(no => it.StartsWith(no, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
