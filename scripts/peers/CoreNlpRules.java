// Stanford CoreNLP's rule annotators over texts: tokenize, ssplit, regexner, tokensregex.
//
//   java -cp JARS CoreNlpRules.java TEXTS NAMES RULES
//
// TEXTS: texts between form feeds; NAMES: a mapping for regexner; RULES: corenlp.rules. Prints seconds of
// processor time, all threads of the machine counted, and what was found. Timed is the second pass over the
// texts: in the first one the virtual machine compiles.
import com.sun.management.OperatingSystemMXBean;
import edu.stanford.nlp.ling.CoreAnnotations.NormalizedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

class CoreNlpRules {
  private int entities = 0;
  private int deals = 0;

  /** Counts runs of tokens with one label. */
  private void count(Annotation document) {
    String entity = null;
    String deal = null;
    for (CoreLabel token : document.get(TokensAnnotation.class)) {
      String label = "O".equals(token.ner()) ? null : token.ner();
      String match = token.get(NormalizedNamedEntityTagAnnotation.class);
      if (label != null && !label.equals(entity)) ++entities;
      if (match != null && !Objects.equals(match, deal)) ++deals;
      entity = label;
      deal = match;
    }
  }

  public static void main(String[] arguments) throws Exception {
    String[] texts = Files.readString(Path.of(arguments[0])).split("\f");
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,ssplit,regexner,tokensregex");
    properties.setProperty("regexner.mapping", arguments[1]);
    properties.setProperty("tokensregex.rules", arguments[2]);
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    var clock = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (boolean warm : new boolean[] {false, true}) {
      CoreNlpRules found = new CoreNlpRules();
      long begin = clock.getProcessCpuTime();
      for (String text : texts) {
        Annotation document = new Annotation(text);
        pipeline.annotate(document);
        found.count(document);
      }
      double seconds = (clock.getProcessCpuTime() - begin) / 1e9;
      if (warm) System.out.println(seconds + "\t" + found.entities + " entities, " + found.deals + " matches");
    }
  }
}
