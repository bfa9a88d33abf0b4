using System.Net;
using System.Text.RegularExpressions;

namespace Funding.Host.Tests.Web.Acts;

/// <summary>Fills in and sends the forms of acts as a browser without script does: every field of the page goes with the pressed button.</summary>
internal sealed partial class FormSender(HttpClient client) : IDisposable
{
    /// <summary>The page last shown: its status, and its text with entities decoded and narrow spaces as plain ones.</summary>
    public (HttpStatusCode Status, string Text) Page { get; private set; }

    /// <summary>Where the last answer led, or where the form is.</summary>
    public string Address { get; private set; } = "";

    private Dictionary<string, string> fields = new(StringComparer.Ordinal);

    public async Task<FormSender> OpenAsync(string address)
    {
        Address = address;
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        await TakeAsync(answer);
        return this;
    }

    public FormSender Fill(params ReadOnlySpan<(string Name, string Text)> answers)
    {
        foreach (var (name, text) in answers) fields[name] = text;
        return this;
    }

    /// <summary>Presses a button: <c>verifier</c>, <c>enregistrer</c>, <c>modifier</c>, <c>ajouter:…</c>.</summary>
    public async Task<FormSender> PressAsync(string gesture)
    {
        using var form = new FormUrlEncodedContent(fields.Append(KeyValuePair.Create("_geste", gesture)));
        using var answer = await client.PostAsync(new Uri(Address.Split('?')[0], UriKind.Relative), form);
        if (answer.StatusCode == HttpStatusCode.SeeOther) await OpenAsync(answer.Headers.Location!.ToString());
        else await TakeAsync(answer);
        return this;
    }

    /// <summary>The same form once more, as by a second press.</summary>
    public async Task<HttpStatusCode> RepeatAsync(string gesture, IReadOnlyDictionary<string, string> sent, string address)
    {
        using var form = new FormUrlEncodedContent(sent.Append(KeyValuePair.Create("_geste", gesture)));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        return answer.StatusCode;
    }

    /// <summary>What the fields hold now.</summary>
    public IReadOnlyDictionary<string, string> Fields => new Dictionary<string, string>(fields, StringComparer.Ordinal);

    public void Dispose() => client.Dispose();

    private async Task TakeAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        Page = (answer.StatusCode, WebUtility.HtmlDecode(html).Replace('\u202F', ' '));
        var form = Form().Match(html) is { Success: true } found ? found.Value : "";
        fields = Inputs().Matches(form).Where(it => it.Groups["name"].Value.Length > 0).Select(it => (it.Groups["name"].Value, WebUtility.HtmlDecode(it.Groups["value"].Value)))
            .Concat(Chosen().Matches(form).Select(it => (it.Groups["name"].Value, WebUtility.HtmlDecode(it.Groups["value"].Value))))
            .Concat(Areas().Matches(form).Select(it => (it.Groups["name"].Value, WebUtility.HtmlDecode(it.Groups["value"].Value))))
            .GroupBy(it => it.Item1, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.First().Item2, StringComparer.Ordinal);
    }

    [GeneratedRegex("<form method=\"post\" action=\"/actes/.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("<input (?=[^>]*name=\"(?<name>[^\"]*)\")(?=[^>]*value=\"(?<value>[^\"]*)\")[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("<select [^>]*name=\"(?<name>[^\"]*)\"[^>]*>(?:(?!</select>).)*?<option value=\"(?<value>[^\"]*)\" selected", RegexOptions.Singleline, 1000)]
    private static partial Regex Chosen();

    [GeneratedRegex("<textarea [^>]*name=\"(?<name>[^\"]*)\"[^>]*>(?<value>[^<]*)</textarea>", RegexOptions.None, 1000)]
    private static partial Regex Areas();
}
