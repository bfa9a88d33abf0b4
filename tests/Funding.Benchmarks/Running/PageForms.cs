using System.Net;
using System.Text.RegularExpressions;

namespace Funding.Benchmarks.Running;

/// <summary>Forms of pages, sent as a browser sends them: with the token of the page that shows them.</summary>
public static partial class PageForms
{
    private const string Field = "__RequestVerificationToken";

    /// <summary>Sends fields to an address, with the token that a page shows.</summary>
    /// <param name="client">With cookies.</param>
    /// <param name="page">The page that shows the form.</param>
    /// <param name="to">Where it is sent.</param>
    /// <param name="fields">What is written in it.</param>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string page, string to, params IEnumerable<(string Name, string Value)> fields)
    {
        var token = await TokenAsync(client, page);
        using var form = new FormUrlEncodedContent(fields.Append((Field, token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await client.PostAsync(new Uri(to, UriKind.Relative), form);
    }

    /// <summary>Signs in; anything but a page then fails.</summary>
    public static async Task SignInAsync(HttpClient client, params IEnumerable<(string Name, string Value)> fields)
    {
        using var answer = await SendAsync(client, "/connexion", "/connexion", fields);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The token that a page shows in its forms.</summary>
    public static async Task<string> TokenAsync(HttpClient client, string page)
        => WebUtility.HtmlDecode(Token().Match(await client.GetStringAsync(new Uri(page, UriKind.Relative))) is { Success: true } found ? found.Groups["token"].Value : throw new InvalidOperationException($"{page} shows no form."));

    [GeneratedRegex("name=\"" + Field + "\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
